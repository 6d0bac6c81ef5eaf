// The arrows of ARCHITECTURE.md, and the few rules of style a machine can hold.
import tseslint from "typescript-eslint";

/** @param {string[]} group glob patterns of imports @param {string} message */
const forbid = (group, message) => ({ group, message });
/** All of lib but these folders: globs cannot re-include below what they exclude. @param {string[]} folders @param {string} message */
const onlyBelow = (folders, message) => ({ regex: `^@/lib/(?!(${folders.join("|")})/)`, message });

const packagesWithAHome = [
  forbid(["inngest", "inngest/*"], "Inngest is known in lib/jobs and its route only."),
  forbid(["quickjs-emscripten*", "@jitl/*"], "QuickJS is known in lib/sandbox only."),
  forbid(["fast-xml-parser"], "The XML parser is known in lib/codec/xml.ts only."),
];
const upwards = [
  forbid(["@/app/*", "@/server", "**/server"], "Nobody imports the adapters."),
  forbid(["@/components/*"], "lib knows no pixels."),
];
const next = forbid(["next", "next/*", "next-auth*", "react", "react-dom"], "Only adapters meet Next and React.");
const noDatabase = forbid(["pg", "@prisma/*", "**/generated/**"], "This library knows no database.");
const codecsOwn = [onlyBelow(["codec"], "The codecs know no word of the manual."), noDatabase];

/** @param {string[]} files @param {object[]} patterns @param {string[]} [ignores] @returns {import("eslint").Linter.Config} */
const arrows = (files, patterns, ignores = []) => ({
  files,
  ignores: ["**/*.test.ts", ...ignores],
  rules: { "no-restricted-imports": ["error", { patterns }] },
});

/** @type {import("eslint").Linter.RulesRecord} */
const environment = {
  "no-restricted-properties": ["error", { object: "process", property: "env", message: "Settings are read once, in lib/core/env.mjs, and handed on." }],
};
/** @type {import("eslint").Linter.RulesRecord} */
const noModuleState = {
  "no-restricted-syntax": [
    "error",
    { selector: "Program > VariableDeclaration[kind='let']", message: "State of the process lives on the runtime object (lib/core/runtime.ts): bundles do not share modules." },
    { selector: "Program > ExportNamedDeclaration > VariableDeclaration[kind='let']", message: "State of the process lives on the runtime object (lib/core/runtime.ts)." },
  ],
};

export default tseslint.config(
  { ignores: ["node_modules/", ".next/", "dist/", ".visit/", "lib/generated/", "next-env.d.ts", "test-results/", "playwright-report/"] },
  {
    files: ["**/*.{ts,tsx,mjs}"],
    plugins: { "@typescript-eslint": tseslint.plugin },
    languageOptions: { parser: tseslint.parser },
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      "@typescript-eslint/no-explicit-any": "error",
      "@typescript-eslint/no-non-null-assertion": "error",
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_" }],
      "@typescript-eslint/consistent-type-imports": ["error", { fixStyle: "inline-type-imports", disallowTypeAnnotations: false }],
      "@typescript-eslint/ban-ts-comment": "error",
      "no-var": "error",
      "prefer-const": "error",
      eqeqeq: ["error", "always", { null: "ignore" }],
      "no-control-regex": "error",
      "no-debugger": "error",
      "no-empty": "error",
      "no-fallthrough": "error",
      "no-warning-comments": ["error", { terms: ["fixme", "xxx"] }],
      "no-restricted-imports": ["error", { patterns: packagesWithAHome }],
    },
  },
  {
    // A promise nobody waits for is an error nobody sees.
    files: ["**/*.{ts,tsx}"],
    languageOptions: { parserOptions: { projectService: true } },
    rules: { "@typescript-eslint/no-floating-promises": "error", "@typescript-eslint/no-misused-promises": ["error", { checksVoidReturn: false }] },
  },
  { files: ["{app,components,lib}/**/*.{ts,tsx}", "server.ts", "proxy.ts"], ignores: ["**/*.test.{ts,tsx}"], rules: environment },
  { files: ["lib/**/*.ts"], rules: noModuleState },
  { files: ["lib/**/*.ts"], ignores: ["**/*.test.ts"], rules: { "no-restricted-globals": ["error", { name: "fetch", message: "Outgoing requests go through lib/core/outbound.ts." }] } },

  arrows(["lib/**/*.ts"], [...packagesWithAHome, ...upwards]),
  arrows(["lib/**/schema.ts"], [
    ...packagesWithAHome,
    ...upwards,
    next,
    forbid(["pg", "node:*", "@/lib/core/db", "@/lib/core/runtime", "@/lib/generated/**", "@/lib/api/*", "@/lib/*/verbs", "./verbs"], "A schema is zod only: it must be safe in a browser."),
  ]),
  arrows(["lib/**/verbs.ts", "lib/**/json.sql.ts"], [...packagesWithAHome, ...upwards, next, forbid(["@/lib/api/*"], "A verb does not know how it was reached.")]),
  arrows(["lib/core/**/*.ts"], [...packagesWithAHome, ...upwards, onlyBelow(["core", "codec", "generated"], "core is what the words of the manual and the API stand on.")], ["lib/core/auth.ts", "lib/core/actions.ts"]),
  arrows(["lib/api/**/*.ts"], [...packagesWithAHome, ...upwards, next]),
  arrows(
    ["lib/codec/**/*.ts"],
    [...packagesWithAHome, ...upwards, next, ...codecsOwn],
    ["lib/codec/xml.ts"],
  ),
  arrows(
    ["lib/codec/xml.ts"],
    [...packagesWithAHome.slice(0, 2), ...upwards, next, ...codecsOwn],
  ),
  arrows(["lib/sandbox/**/*.ts"], [packagesWithAHome[0] ?? {}, packagesWithAHome[2] ?? {}, ...upwards, next, onlyBelow(["sandbox"], "The sandbox knows no word of the manual."), noDatabase]),
  arrows(["lib/jobs/**/*.ts", "app/api/inngest/**/*.ts"], packagesWithAHome.slice(1)),
  { files: ["lib/jobs/**/*.test.ts"], rules: { "no-restricted-imports": ["error", { patterns: packagesWithAHome.slice(1) }] } },
  {
    files: ["components/**/*.{ts,tsx}"],
    ignores: ["**/*.test.ts"],
    rules: {
      "no-restricted-imports": ["error", { patterns: [...packagesWithAHome, upwards[0], forbid(["@/lib/*/verbs", "@/lib/core/db", "@/lib/core/runtime", "@/lib/generated/**", "@/lib/api/*"], "Components arrange what they are given.")] }],
    },
  },
);
