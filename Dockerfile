# syntax=docker/dockerfile:1
# Two images from one build: `docker build --target web .` and `docker build --target worker .`. See docs/deploy.md.
# e2e/production/release.spec.ts runs these instructions in a clean folder, so a file that is missing here fails a test.

FROM node:24-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
COPY packages/stripe-emulator/package.json ./packages/stripe-emulator/
RUN npm ci --include=dev --ignore-scripts --no-audit --no-fund
COPY . .
# Identifies this version, such as a commit: pages of another version reload before they continue.
ARG RELEASE=""
ENV NEXT_DEPLOYMENT_ID=$RELEASE NEXT_TELEMETRY_DISABLED=1
# With the same key in every build, forms of the previous version keep working during a deploy.
RUN --mount=type=secret,id=server_actions_key,env=NEXT_SERVER_ACTIONS_ENCRYPTION_KEY npm run build
RUN npm prune --omit=dev --ignore-scripts --no-audit --no-fund

# Files belong to root and the process runs as another user, so it can't change its own code.
FROM node:24-bookworm-slim AS runtime
ENV NODE_ENV=production NEXT_TELEMETRY_DISABLED=1
WORKDIR /app

# Jobs, and the commands of a release: migrate, ledger-verify, stripe-setup, stripe-reconcile.
FROM runtime AS worker
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/lib/feeds ./lib/feeds
COPY --from=build /app/lib/core/text/hidden-address.ts ./lib/core/text/hidden-address.ts
COPY --from=build /app/dist ./dist
USER node
CMD ["node", "--enable-source-maps", "dist/worker.mjs"]

FROM runtime AS web
COPY --from=build /app/.next/standalone ./
COPY --from=build /app/.next/static ./.next/static
COPY --from=build /app/public ./public
COPY --from=build /app/serve.ts ./
ENV HOSTNAME=0.0.0.0 PORT=3000
USER node
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/api/health`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
# One process per processor; WEB_PROCESSES sets another number.
CMD ["node", "--max-semi-space-size=64", "--no-parallel-scavenge", "--no-allocation-site-pretenuring", "--use-largepages=silent", "serve.ts", "server.js"]
