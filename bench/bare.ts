import Fastify from "fastify";
import pg from "pg";
import { pageStatement } from "@/lib/core/list";
import { visitorJson, visitorRow } from "@/lib/visitors/json.sql";

/**
 * What Visit is measured against: Fastify and pg, the same statements on the same tables, and nothing else: no key, no limits,
 * no validation, no second format. Takes its port, database and organisation from the command line.
 */
const [port = "", databaseUrl = "", organisationId = ""] = process.argv.slice(2);
process.once("disconnect", () => process.exit()); // the bench is gone
const pool = new pg.Pool({ connectionString: databaseUrl, max: 10 });
const list = pageStatement({ table: "visitor v", alias: "v", json: visitorJson }, [`v."eventId" = $4`], 100);
const app = Fastify();

app.get<{ Params: { expoId: string } }>("/visitors/:expoId", async ({ params }, reply) => {
  const { rows } = await pool.query<{ json: string }>({ name: "list", text: list, values: [organisationId, 0, 100, params.expoId] });
  return reply.type("application/json").send(rows[0]?.json);
});
app.get<{ Params: { expoId: string; id: string } }>("/visitors/:expoId/:id", async ({ params }, reply) => {
  const { rows } = await pool.query<{ json: string }>({ name: "one", text: visitorRow, values: [organisationId, params.expoId, params.id] });
  return reply.type("application/json").send(rows[0]?.json);
});
await app.listen({ port: Number(port), host: "127.0.0.1" });
