import { commonPasswords } from './common-passwords.data.ts'

/** Shortest password, in characters. Source: NIST SP 800-63B 3.1.1.2: length decides, kinds of characters do not; its 15
 *  without a second factor would send older members to the office, its 8 is for those who have one. */
export const shortestPassword = 10

/** Why a password is not taken. */
export type PasswordWeakness = 'tooShort' | 'aboutYou' | 'tooCommon' | 'tooPlain' | 'notNew'

/** What others know about the person and would try first. */
export interface KnownAbout {
  name: string
  username: string | null
  phone: string | null
}

const fold = (text: string) => text.normalize('NFKC').toLowerCase()
const bare = (text: string) => fold(text).replace(/[\s._\-@!]/g, '')

/** The same character throughout, or characters in a row (abcdefghij, 9876543210), also as one short piece repeated. */
function isPlain(password: string): boolean {
  const points = [...password].map((character) => character.codePointAt(0)!)
  const steps = new Set(points.slice(1).map((point, at) => point - points[at]!))
  if (steps.size === 1 && Math.abs([...steps][0]!) <= 1) return true
  return /^(.{1,4})\1+$/su.test(password)
}

/** A name, user name or phone number with little added to it. */
function isAbout(password: string, known: KnownAbout): boolean {
  const words = [known.name, known.username ?? '', known.phone ?? ''].map(bare).filter((word) => word.length >= 2)
  return words.some((word) => {
    const rest = password.replaceAll(word, '')
    return rest !== password && [...rest].length < 6
  })
}

/** The first reason against a new password, or null when it is good enough.
 *  Source: NIST SP 800-63B 3.1.1.2 and appendix A: length, a list of common ones, nothing about the person, no other rule. */
export function passwordWeakness(password: string, known: KnownAbout): PasswordWeakness | null {
  const folded = fold(password)
  if ([...folded].length < shortestPassword) return 'tooShort'
  const plain = bare(password)
  if (isAbout(plain, known)) return 'aboutYou'
  if (commonPasswords.has(folded) || commonPasswords.has(plain)) return 'tooCommon'
  return isPlain(folded) || isPlain(plain) ? 'tooPlain' : null
}
