/** A telephone number as others may see it: 138****1234; short ones not at all. */
export function maskPhone(phone: string): string {
  const characters = [...phone.trim()]
  if (characters.length === 0) return ''
  if (characters.length < 8) return '****'
  return `${characters.slice(0, 3).join('')}****${characters.slice(-4).join('')}`
}

/** Whether a number can receive a one-time code: an account is opened with it. */
export function isMobile(phone: string): boolean {
  return /^1\d{10}$/.test(phone)
}
