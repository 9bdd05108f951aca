/** Mobile and identity numbers in a text for the public, each once. Source: 个人信息保护法 第六条（最小范围）、政府信息公开条例
 *  第十五条（涉及个人隐私的不得公开）. A landline of the office is no private number. */
export function privateNumbersIn(text: string): string[] {
  const found = text.matchAll(/(?<!\d)(?:1[3-9]\d[ -]?\d{4}[ -]?\d{4}|\d{17}[\dXx])(?!\d)/g)
  return [...new Set([...found].map(([number]) => number))]
}
