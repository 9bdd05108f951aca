/** `node scripts/imports/run.ts`: prints every breach of the rules of imports, names and lengths; red if any. */
import { join } from 'node:path'
import { importBreaches } from './cruise.ts'
import { houseBreaches } from './house.ts'

const root = join(import.meta.dirname, '../..')
const breaches = [...(await importBreaches(root)), ...houseBreaches(root)]
for (const { rule, file, detail } of breaches) console.log(`${rule}: ${file} ${detail}`)
console.log(breaches.length === 0 ? 'imports, names and lengths in order' : `${breaches.length} breaches`)
process.exitCode = breaches.length === 0 ? 0 : 1
