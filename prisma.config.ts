import { defineConfig } from "prisma/config";

// `prisma generate` needs no database; `prisma migrate deploy` takes it from DATABASE_URL.
const url = process.env.DATABASE_URL;

export default defineConfig({
  schema: "prisma/schema.prisma",
  migrations: { path: "prisma/migrations" },
  ...(url ? { datasource: { url } } : {}),
});
