import { cleanInput, foldText } from '#platform/chinese/text.ts'

/** Blanks as files have them, and characters that show as nothing. */
const blanks = /[\s\u00a0\u3000]+/gu
const invisible = /[\u200b\u2060\ufeff\u00ad]/gu
const chinese = /^[\p{Script=Han}\u3000-\u303f\uff00-\uffef]$/u

/** One line of text without dirt: no blanks at the ends, no line breaks, one blank where there were several. Between
 *  Chinese characters a line break joins. */
export function cleanLine(raw: string): string {
  const plain = cleanInput(raw).replace(invisible, '')
  return plain
    .replace(blanks, (run, at: number) => {
      const joins =
        /[\r\n]/.test(run) && chinese.test(plain[at - 1] ?? '') && chinese.test(plain[at + run.length] ?? '')
      return joins ? '' : ' '
    })
    .trim()
}

/** Text of several lines: blanks at the ends of it go, the lines stay. */
export function cleanText(raw: string): string {
  return cleanInput(raw).replace(/\r\n?/g, '\n').trim()
}

/** A name: padding between Chinese characters goes (王　伟), between other words one blank stays. */
export function cleanName(raw: string): string {
  return cleanLine(raw).replace(/(?<=[\p{Script=Han}〇○])\s+(?=[\p{Script=Han}〇○])/gu, '')
}

/** A name as two spellings of it are compared. */
export function foldName(name: string): string {
  return foldText(cleanName(name)).replace(/[\s·•・.．]/gu, '')
}

/** Employer and post together, as two ways of writing them in one column or two are compared. */
export function foldPost(employer: string, employerPost: string): string {
  return foldText(employer + employerPost).replace(/[\s,，、;；:：()（）]/gu, '')
}

const groupAliases: Readonly<Record<string, string>> = {
  中共: '中国共产党',
  中国国民党革命委员会: '民革',
  中国民主同盟: '民盟',
  中国民主建国会: '民建',
  中国民主促进会: '民进',
  中国农工民主党: '农工党',
  农工: '农工党',
  中国致公党: '致公党',
  致公: '致公党',
  九三: '九三学社',
  台湾民主自治同盟: '台盟',
  工会: '总工会',
  科技: '科学技术',
  社科: '社会科学',
  文艺: '文化艺术',
  特邀: '特别邀请',
}

/** The name of a group as two ways of writing it are compared: 经济 and 经济界 are one, 共青团、青联 and 共青团和青联 too. */
export function foldGroup(name: string): string {
  const bare = foldText(name)
    .replace(/[\s、,，和与及()（）]/gu, '')
    .replace(/(?<=.{2})(界别?|人士)$/u, '')
    .replace(/委$/u, '委员会')
  return groupAliases[bare] ?? bare
}
