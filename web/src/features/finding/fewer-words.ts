const shown = 4

/** What to seek instead of a query that found nothing: without its quotation marks, one word fewer, or its halves. */
export function fewerWords(q: string): string[] {
  const plain = q.replace(/[“”"「」『』]/gu, ' ').trim()
  const words = plain.split(/\s+/u).filter(Boolean)
  const others: string[] = []
  if (plain !== q.trim() && plain !== '') others.push(words.join(' '))
  if (words.length > 1)
    for (let left = words.length - 1; left >= 0; left -= 1) others.push(words.filter((_, i) => i !== left).join(' '))
  const [only] = words
  if (words.length === 1 && only) {
    const characters = [...only]
    if (characters.length >= 4 && !/^[\d\s]+$/u.test(only)) {
      const middle = Math.ceil(characters.length / 2)
      const halves = [characters.slice(0, middle).join(''), characters.slice(middle).join('')]
      others.push(halves.join(' '), ...halves)
    }
  }
  return [...new Set(others)].filter((one) => one !== q.trim()).slice(0, shown)
}
