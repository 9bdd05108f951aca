/** A telephone number that is called with a tap. */
export function Phone({ number }: { number: string }) {
  return (
    <a href={`tel:${number.replace(/[^\d+]/g, '')}`} className="nowrap">
      {number}
    </a>
  )
}

/** Mobile numbers, and those of offices with or without their area code. */
const numbers = /((?<!\d)(?:1\d{10}|(?:0\d{2,3}[-—－ ]?)?\d{7,8})(?!\d))/

/** What somebody typed, with the telephone numbers in it to be tapped. */
export function WithPhones({ words }: { words: string }) {
  return words.split(numbers).map((part, i) => (i % 2 === 1 ? <Phone key={part} number={part} /> : part))
}
