/**
 * Makes simplified-forms.txt: one line a simplified character, followed by the traditional ones that fold to it.
 *
 * Run: node server/platform/chinese/tables/make-simplified-forms.ts <Unihan_Variants.txt> <Unihan_OtherMappings.txt>
 * (Unicode 15.0; Debian: unicode-data, bunzip2).
 *
 * Only characters outside 通用规范汉字表 (kTGH) fold, and only to one inside it: Unihan also calls 著, 乾, 於 and 瞭
 * traditional, but they are standard characters with a meaning of their own, and 於 is a surname. It follows that
 * folding twice changes nothing.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const [variantsFile, otherMappingsFile] = process.argv.slice(2)
if (!variantsFile || !otherMappingsFile) {
  throw new Error('usage: make-simplified-forms.ts <Unihan_Variants.txt> <Unihan_OtherMappings.txt>')
}

function fieldRows(file: string, field: string): { char: string; value: string }[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .map((line) => line.split('\t'))
    .flatMap(([codePoint, name, value]) =>
      name === field && codePoint && value ? [{ char: fromNotation(codePoint), value }] : [],
    )
}

function fromNotation(codePoint: string): string {
  return String.fromCodePoint(Number.parseInt(codePoint.replace('U+', ''), 16))
}

const standard = new Set(fieldRows(otherMappingsFile, 'kTGH').map(({ char }) => char))
const traditionalOf = new Map<string, string>()
for (const { char, value } of fieldRows(variantsFile, 'kSimplifiedVariant')) {
  const simplified = value
    .split(' ')
    .map(fromNotation)
    .find((form) => standard.has(form))
  if (simplified && !standard.has(char)) traditionalOf.set(simplified, (traditionalOf.get(simplified) ?? '') + char)
}
const lines = [...traditionalOf].sort(([a], [b]) => (a.codePointAt(0) ?? 0) - (b.codePointAt(0) ?? 0))
writeFileSync(
  join(import.meta.dirname, 'simplified-forms.txt'),
  lines.map(([simplified, traditional]) => `${simplified}\t${traditional}\n`).join(''),
)
