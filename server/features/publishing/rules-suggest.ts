import type { PublicationPart, RedactionMark, SuggestedMark, SuggestionKind } from '#contract/publishing.ts'

/** What reaches or identifies a private person. The first one that meets a passage has it.
 *  Source: 政府信息公开条例 第十五条（涉及个人隐私的政府信息不得公开）；个人信息保护法 第二十八条. */
const patterns: readonly { kind: SuggestionKind; instead: string; find: RegExp; group?: 1 }[] = [
  { kind: 'idNumber', instead: '（证件号略）', find: /(?<![\dA-Za-z])\d{17}[\dXx](?![\dA-Za-z])/g },
  { kind: 'bankCard', instead: '（账号略）', find: /(?:账号|帐号|卡号)\s*:?\s*(\d[\d\s]{11,24}\d)/g, group: 1 },
  { kind: 'contact', instead: '（联系人略）', find: /联系人(?:及(?:联系)?电话)?\s*:[^\n。;,]*/g },
  {
    kind: 'address',
    instead: '（地址略）',
    find: /(?:通讯地址|通信地址|联系地址|家庭住址|家庭地址|现住址|住址|户籍地址)\s*(?:[:为是]|在)\s*([^\n。;,]{2,80})/g,
    group: 1,
  },
  { kind: 'email', instead: '（邮箱略）', find: /[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+/g },
  { kind: 'phone', instead: '（电话略）', find: /(?<!\d)(?:\+?86[\s-]?)?1[3-9]\d[\s-]?\d{4}[\s-]?\d{4}(?!\d)/g },
  { kind: 'phone', instead: '（电话略）', find: /(?<!\d)\(?0\d{2,3}\)?[\s—–-]{0,2}\d{7,8}(?!\d)/g },
  {
    kind: 'phone',
    instead: '（电话略）',
    find: /(?:电话|手机|联系方式)\s*:\s*(\d[\d\s—–-]{5,}\d)/g,
    group: 1,
  },
]

/** Full-width letters, digits and signs as their plain ones, place by place. */
function plainWidth(text: string): string {
  return text
    .replace(/[\uff01-\uff5e]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0))
    .replaceAll('　', ' ')
}

/** Places of `needle` in `text`, none overlapping. */
function placesOf(text: string, needle: string): number[] {
  const places: number[] = []
  for (let at = text.indexOf(needle); at >= 0; at = text.indexOf(needle, at + needle.length)) places.push(at)
  return places
}

/** Passages the office may want to take out, in order: what the patterns find, and what was taken out of the proposal this
 *  reply repeats. Only offered: the office takes or leaves each. */
export function suggestedMarks(
  parts: readonly PublicationPart[],
  alsoTakenOut: readonly string[] = [],
): SuggestedMark[] {
  return parts.flatMap(({ key, text }) => {
    const plain = plainWidth(text)
    const found: SuggestedMark[] = []
    const free = (from: number, to: number) => found.every((one) => to <= one.from || one.to <= from)
    const add = (kind: SuggestionKind, from: number, to: number, instead: string) => {
      if (to > from && free(from, to)) found.push({ part: key, from, to, instead, kind })
    }
    for (const passage of alsoTakenOut)
      if ([...passage].length > 1)
        for (const at of placesOf(text, passage)) add('takenOut', at, at + passage.length, '（略）')
    for (const { kind, instead, find, group } of patterns)
      for (const match of plain.matchAll(find)) {
        const passage = group ? match[group]! : match[0]
        const from = match.index + (group ? match[0].length - passage.length : 0)
        add(kind, from, from + passage.trimEnd().length, instead)
      }
    return found.sort((a, b) => a.from - b.from)
  })
}

/** The suggestions that no mark covers. */
export function suggestionsLeft(
  suggestions: readonly SuggestedMark[],
  marks: readonly RedactionMark[],
): SuggestedMark[] {
  return suggestions.filter(
    (one) => !marks.some((mark) => mark.part === one.part && mark.from <= one.from && one.to <= mark.to),
  )
}
