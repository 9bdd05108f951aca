/** What people typed to say who they are, as it is looked up: full-width digits, capitals and spaces around do not count. */
export function cleanIdentifier(typed: string): string {
  return typed.normalize('NFKC').trim().toLowerCase()
}

/** A phone number as others may see it: 138****1234. */
export function maskPhone(phone: string | null): string | null {
  return phone === null ? null : `${phone.slice(0, 3)}****${phone.slice(-4)}`
}
