import NextAuth from "next-auth";
import type { NextRequest } from "next/server";
import { peerAddress } from "@/app/peer-address";
import { endSession } from "@/lib/accounts/sessions";
import { verifySignIn } from "@/lib/accounts/verbs";
import { authOptions, type SignInAttempt, throttledCode } from "@/lib/core/auth";
import { isVisitError } from "@/lib/core/errors";
import type { SessionClaim } from "@/lib/core/session-cookie";

type Segments = { params: Promise<{ nextauth: string[] }> };

async function handler(request: NextRequest, context: Segments): Promise<Response> {
  const answer: unknown = await NextAuth(request, context, authOptions({ verify, leave: endSession, addressOf: peerAddress }));
  return answer instanceof Response ? answer : new Response(null, { status: 500 });
}

async function verify(attempt: SignInAttempt): Promise<SessionClaim | undefined> {
  try {
    return await verifySignIn({ ...attempt, now: new Date() });
  } catch (error) {
    if (isVisitError(error) && error.code === "too_many_requests") throw new Error(throttledCode, { cause: error });
    throw error;
  }
}

export { handler as GET, handler as POST };
