/** Which file may import which (docs: the house's import arrows), for dependency-cruiser.
 *  Each rule is proven by a file under planted/ that breaks it; imports.test.ts compares the two. */

const feature = '^server/features/([^/]+)/'
const pureRoom = `${feature}(rules|workflow|access)([.]ts$|/)`
const purePlatform = '^server/platform/(errors|workflow|setting-definition|calendar|chinese)([.]ts$|/)'
const product = '^(contract|server|web|site)/'
const workshop = '^(e2e|bench|scripts)/'
// Tests, builders and the test database: free to reach across rooms, but never part of the product.
const test = '([.](test|fixtures)[.]tsx?$|/testing([.]ts$|/)|^server/authorisation/)'
const npm = (names) => `(^|/)node_modules/(${names})/`

module.exports = {
  forbidden: [
    {
      name: 'contract-imports-zod-only',
      comment: 'The contract is plain zod data: it imports zod and itself.',
      from: { path: '^contract/', pathNot: test },
      to: { pathNot: ['^contract/', npm('zod')] },
    },
    {
      name: 'platform-knows-no-feature',
      comment: 'The platform is technical: no feature, no application, no page.',
      from: { path: '^server/platform/', pathNot: test },
      to: { path: '^(server/(features/|app[.]ts|cli[.]ts)|site/)' },
    },
    {
      name: 'pure-rooms-import-pure-things',
      comment:
        'rules, workflow, access and settings import the contract, zod, the pure parts of the platform and each other.',
      from: { path: pureRoom, pathNot: test },
      to: {
        pathNot: [
          '^contract/',
          purePlatform,
          npm('zod'),
          '^server/features/$1/(rules|workflow|access|settings)([.]ts$|/)',
          test,
        ],
      },
    },
    {
      name: 'pure-rooms-reach-no-database',
      comment: 'Nor may a pure room come to the database through what it imports.',
      from: { path: pureRoom, pathNot: test },
      to: { path: ['^server/platform/database([.]ts$|/)', npm('pg|kysely|pg-boss')], reachable: true },
    },
    {
      name: 'commands-and-queries-import-no-routes',
      comment: 'Routes call commands and queries, never the other way.',
      from: { path: `${feature}(commands|queries)([.]ts$|/)`, pathNot: test },
      to: { path: `${feature}routes([.]ts$|/)` },
    },
    {
      name: 'routes-only-from-app',
      comment: 'server/app.ts is the only list of all features: only it imports routes.',
      from: { path: product, pathNot: ['^server/app[.]ts$', test, `${feature}routes/`] },
      to: { path: `${feature}routes([.]ts$|/)` },
    },
    {
      name: 'routes-only-from-app',
      comment: 'A folder of routes is entered by its own files and by app.ts.',
      from: { path: `${feature}routes/`, pathNot: test },
      to: { path: `${feature}routes([.]ts$|/)`, pathNot: '^server/features/$1/' },
    },
    {
      name: 'features-know-no-app',
      comment: 'Features are composed by app.ts and do not know it.',
      from: { path: '^server/features/', pathNot: test },
      to: { path: '^server/(app|cli)[.]ts$' },
    },
    {
      name: 'feature-enters-by-front-door',
      comment: 'Feature A enters feature B only through B/index.ts.',
      from: { path: feature, pathNot: test },
      to: { path: '^server/features/', pathNot: ['^server/features/$1/', '^server/features/[^/]+/index[.]ts$', test] },
    },
    {
      name: 'no-circle',
      comment: 'No file imports itself by way of others, types included.',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-source-imports-duty',
      comment: 'The ledger of duty listens to events: what gives it entries does not know it, only what reads it does.',
      from: {
        path: product,
        pathNot: [
          '^server/features/(duty|scoring|assessments|duty-reports|workbench|documents|demo)/',
          '^server/(app[.]ts|cli/.+)$',
          '^server/authorisation/',
        ],
      },
      to: { path: '^server/features/duty/' },
    },
    {
      name: 'web-and-site-import-the-contract',
      comment: 'Pages know the contract, npm packages and their own folder.',
      from: { path: '^(web/src|site)/', pathNot: test },
      to: { pathNot: ['^contract/', '^$1/', npm('.+')] },
    },
    {
      name: 'web-and-site-never-server',
      comment: 'Not even a test of a page knows the server.',
      from: { path: '^(web|site)/' },
      to: { path: '^server/' },
    },
    {
      name: 'server-never-web',
      comment: 'The server and the site do not know the web application.',
      from: { path: '^(server|site|contract)/' },
      to: { path: '^web/' },
    },
    {
      name: 'main-imports-no-feature',
      comment: 'main.ts knows the application and the platform, nothing else of ours.',
      from: { path: '^server/main[.]ts$' },
      to: { path: '^(server/(features/|cli[.]ts)|site/)' },
    },
    {
      name: 'nobody-imports-main',
      comment: 'main.ts starts the process when it is loaded.',
      from: { path: product },
      to: { path: '^server/main[.]ts$' },
    },
    {
      name: 'nobody-imports-the-workshop',
      comment: 'e2e, bench and scripts look at the product; the product does not know them.',
      from: { path: product },
      to: { path: workshop },
    },
    {
      name: 'product-imports-no-tests',
      comment: 'Tests, builders and the test database stay out of the running product.',
      from: { path: product, pathNot: test },
      to: { path: test, pathNot: 'node_modules' },
    },
    {
      name: 'pg-only-in-platform-database',
      comment: 'One place opens connections to the database.',
      from: { path: product, pathNot: '^server/platform/database([.]ts$|/)' },
      to: { path: npm('pg') },
    },
    {
      name: 'imports-exist',
      comment: 'Every import leads somewhere.',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'packages-are-declared',
      comment: 'A package that is used stands in package.json; another package may drop it any day.',
      from: { path: `${product}|${workshop}` },
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    },
    {
      name: 'no-orphan',
      comment: 'A file that nobody imports and that imports nothing is left over, unless it is an entry.',
      from: {
        orphan: true,
        path: product,
        pathNot: [test, '[.]d[.]ts$', '[.]config[.]ts$', '^server/(main|cli)[.]ts$'],
      },
      to: {},
    },
  ].map((rule) => ({ severity: 'error', ...rule })),
  options: {
    parser: 'swc',
    tsPreCompilationDeps: true,
    moduleSystems: ['es6', 'cjs'],
    doNotFollow: { path: 'node_modules' },
    // The planted violations are judged on their own; built and generated pages are no source.
    exclude: { path: '^(scripts/imports/planted|web/dist|data)/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.cjs', '.json', '.d.ts'],
      mainFields: ['module', 'main', 'types', 'typings'],
    },
  },
}
