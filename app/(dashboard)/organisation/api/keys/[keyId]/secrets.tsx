import { Time } from "@/components/time";
import { Badge } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import type { KeySecret } from "@/lib/api-keys/key-activity";

/** A key's secrets and who uses them: after a rotation, who still has to get the new one. */
export function Secrets({ secrets, zone, now }: { secrets: readonly KeySecret[]; zone: string; now: Date }) {
  return (
    <section aria-label="Secrets" className="grid gap-4">
      <div className="grid gap-1">
        <h2 className="text-lg">Secrets</h2>
        <p className="text-sm text-muted-foreground">Rotate gives the key a new secret and lets the old one go on for a while. Below each stand the addresses that used it in the last 30 days.</p>
      </div>
      <ul className="grid gap-3">
        {secrets.map((secret) => {
          const isOver = secret.expiresAt !== null && secret.expiresAt <= now;
          return (
            <li key={secret.first + secret.last + secret.createdAt.toISOString()}>
              <Card className="grid gap-3 p-5">
                <div className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm">
                  <code className="font-mono text-xs">
                    {secret.first}…{secret.last}
                  </code>
                  {secret.isNewest ? <Badge tone="success">Newest</Badge> : isOver ? <Badge>Over</Badge> : <Badge tone="warning">Goes on</Badge>}
                  <span className="text-muted-foreground">
                    made <Time at={secret.createdAt} zone={zone} />
                    {secret.expiresAt ? (
                      <>
                        , {isOver ? "over since" : "until"} <Time at={secret.expiresAt} zone={zone} />
                      </>
                    ) : null}
                  </span>
                </div>
                {secret.addresses.length === 0 ? (
                  <p className="text-sm text-muted-foreground">{secret.isNewest ? "No address has used it yet." : "No address used it in the last 30 days."}</p>
                ) : (
                  <ul aria-label={`Addresses that used ${secret.first}…${secret.last}`} className="grid max-h-48 gap-1 overflow-y-auto text-sm">
                    {secret.addresses.map(({ address, lastSeenAt }) => (
                      <li key={address} className="flex flex-wrap justify-between gap-x-4">
                        <span className="font-mono text-xs leading-6">{address}</span>
                        <span className="text-muted-foreground">
                          last seen <Time at={lastSeenAt} zone={zone} />
                        </span>
                      </li>
                    ))}
                  </ul>
                )}
              </Card>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
