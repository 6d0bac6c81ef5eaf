// Prisma's own schema engine as WebAssembly: it comes with npm install, where the native one would have to be downloaded.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

/**
 * @typedef {import("@prisma/schema-engine-wasm/schema_engine_bg").SchemaEngine} SchemaEngine
 * @typedef {import("@prisma/driver-adapter-utils").SqlMigrationAwareDriverAdapterFactory} AdapterFactory
 */

/** Nothing of ours is hidden from the engine. */
export const noFilters = { externalTables: [], externalEnums: [] };

/**
 * @param {string} connectionString
 * @param {string} [schema] text of a Prisma schema; operations on migrations need none
 * @returns {Promise<{ engine: SchemaEngine, close: () => Promise<void> }>} close ends its connections; without it the process lingers
 */
export async function openSchemaEngine(connectionString, schema) {
  const bindings = await loadEngine();
  const { default: pg } = await import("pg");
  const { PrismaPg } = await import("@prisma/adapter-pg");
  const { bindMigrationAwareSqlAdapterFactory } = await import("@prisma/driver-adapter-utils");
  const pool = new pg.Pool({ connectionString });
  const adapter = bindMigrationAwareSqlAdapterFactory(sendingWholeScripts(new PrismaPg(pool)));
  const engine = await bindings.SchemaEngine.new({ datamodels: schema === undefined ? undefined : [["schema.prisma", schema]] }, () => {}, adapter);
  return {
    engine,
    close: async () => {
      engine.free();
      await pool.end();
    },
  };
}

/** Once per process: the bindings know one instance, and a second would pull it away under the first. */
const loadEngine = once(async () => {
  const bindings = await import("@prisma/schema-engine-wasm/schema_engine_bg");
  Reflect.set(globalThis, "PRISMA_WASM_PANIC_REGISTRY", { set_message: (/** @type {string} */ message) => console.error(message) }); // called by the engine when it panics
  const wasm = createRequire(import.meta.url).resolve("@prisma/schema-engine-wasm/schema_engine_bg").replace(/\.js$/, ".wasm");
  const { instance } = await WebAssembly.instantiate(readFileSync(wasm), { "./schema_engine_bg.js": asImports(bindings) });
  bindings.__wbg_set_wasm(instance.exports);
  const begin = instance.exports.__wbindgen_start;
  if (typeof begin === "function") begin();
  return bindings;
});

/** @template T @param {() => Promise<T>} make @returns {() => Promise<T>} */
function once(make) {
  /** @type {Promise<T> | undefined} */
  let made;
  return () => (made ??= make());
}

/**
 * The adapter splits a script at every ";" and so breaks function bodies. Sent whole it is one simple query, which PostgreSQL also runs as
 * one transaction: a migration is applied entirely or not at all.
 * @param {AdapterFactory} factory
 */
function sendingWholeScripts(factory) {
  for (const method of /** @type {const} */ (["connect", "connectToShadowDb"])) {
    const connect = factory[method].bind(factory);
    factory[method] = async () => {
      const connection = await connect();
      connection.executeScript = async (sql) => {
        await Reflect.get(connection, "client").query(sql); // the adapter's own pg pool; its types do not show it
      };
      return connection;
    };
  }
  return factory;
}

/** A module's functions are what WebAssembly imports; TypeScript cannot know that. @param {unknown} module @returns {WebAssembly.ModuleImports} */
function asImports(module) {
  return /** @type {WebAssembly.ModuleImports} */ (module);
}
