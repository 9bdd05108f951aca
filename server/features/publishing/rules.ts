const hidden: readonly [RegExp, string][] = [
  [/(?<![\dXx])\d{17}[\dXx](?!\d)/g, '（证件号略）'],
  [/联系人(?:及(?:联系)?电话)?\s*[：:][^\n。；;，,]*/g, '（联系人略）'],
  [/(?<!\d)(?:\+?86[\s-]?)?1[3-9]\d[\s-]?\d{4}[\s-]?\d{4}(?!\d)/g, '（电话略）'],
  [/(?<!\d)[（(]?0\d{2,3}[)）]?[\s—–－-]{0,2}\d{7,8}(?!\d)/g, '（电话略）'],
  [/((?:联系)?电话|手机|联系方式)\s*[：:]\s*\d[\d\s—–－-]{5,}\d/g, '（电话略）'],
]

/** Takes out of a text made public what reaches or identifies a private person: telephone numbers, identity numbers,
 *  named contacts. Numbers are read in any width. Source: 政府信息公开条例 第十五条（个人隐私不得公开）. */
export function withoutContacts(text: string): string {
  // Full-width figures would slip through; only where there are any is the text touched.
  const plain = text.replace(/[０-９]{5,}/g, (figures) => figures.normalize('NFKC'))
  return hidden.reduce((all, [pattern, word]) => all.replace(pattern, word), plain)
}
