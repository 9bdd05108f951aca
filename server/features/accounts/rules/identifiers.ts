/** What people typed to say who they are, as it is looked up: full-width digits, capitals, spaces around, and spaces or
 *  dashes within a telephone number do not count. */
export function cleanIdentifier(typed: string): string {
  const plain = typed.normalize('NFKC').trim().toLowerCase()
  return /^[\d\s-]+$/.test(plain) ? plain.replace(/[\s-]/g, '') : plain
}

/** A phone number as others may see it: 138****1234. */
export function maskPhone(phone: string | null): string | null {
  return phone === null ? null : `${phone.slice(0, 3)}****${phone.slice(-4)}`
}
