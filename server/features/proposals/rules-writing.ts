import type { CollectiveKind } from '#contract/proposal-parts.ts'
import type { ProposalText } from '#contract/proposals.ts'
import type { WritingCheck } from '#contract/writing.ts'
import { addMonths, type CivilDate } from '#platform/calendar/civil-date.ts'
import type { WritingSettings } from './writing-settings.ts'

type Text = Pick<ProposalText, 'title' | 'analysis' | 'suggestions'>

const length = (text: string) => [...text.replace(/\s/gu, '')].length
/** A title that joins two matters: 以及, 暨, two 关于, or 和 between two things asked for. */
const twoMatters = /以及|暨|关于.+关于|建议.+(?:和|及|并).+建议/u
const figures = /[\d０-９]|[一二三四五六七八九十百]成|百分之|半数/u
const source = /据|根据|统计|调研|走访|座谈|问卷|公报|年鉴|文件|规划|通报|报告|数据|资料|来源|网站|显示/u

/** What the text is looked at for: 一事一案、有情况有分析有具体建议、简明、有出处. Those switched off are left out. Pure. */
export function writingChecks(text: Text, settings: WritingSettings): WritingCheck[] {
  const suggestions = text.suggestions.filter((one) => one.trim() !== '')
  const analysis = length(text.analysis)
  const whole = analysis + suggestions.reduce((sum, one) => sum + length(one), 0)
  const thin = suggestions.flatMap((one, i) => (length(one) < settings.suggestionAtLeastCharacters ? [i + 1] : []))
  const hasFigures = figures.test(text.analysis)
  const all: (Omit<WritingCheck, 'level'> & { level: WritingSettings['concrete'] })[] = [
    {
      code: 'analysisLength',
      level: settings.analysisLength,
      ok: analysis >= settings.analysisAtLeastCharacters,
      count: analysis,
      limit: settings.analysisAtLeastCharacters,
      places: [],
    },
    {
      code: 'wholeLength',
      level: settings.wholeLength,
      ok: whole <= settings.wholeAtMostCharacters,
      count: whole,
      limit: settings.wholeAtMostCharacters,
      places: [],
    },
    { code: 'oneMatter', level: settings.oneMatter, ok: !twoMatters.test(text.title), count: 0, limit: 0, places: [] },
    {
      code: 'sources',
      level: settings.sources,
      ok: hasFigures && source.test(text.analysis),
      count: hasFigures ? 1 : 0,
      limit: 0,
      places: [],
    },
    {
      code: 'concrete',
      level: settings.concrete,
      ok: suggestions.length > 0 && thin.length === 0,
      count: thin.length,
      limit: settings.suggestionAtLeastCharacters,
      places: thin,
    },
  ]
  return all.filter((one): one is WritingCheck => one.level !== 'off')
}

interface SessionDates {
  id: string
  opensOn: CivilDate | null
  closesOn: CivilDate | null
  proposalsFrom: CivilDate | null
  proposalsUntil: CivilDate | null
}

/** The session a proposal handed in on `date` counts to; null: an ordinary one (平时提案). Its own window first, else the months
 *  before it opens; from the yearly day on what is handed in goes to the next session. Source: 阜阳；全国惯例 12 月 5 日 */
export function sessionFor(
  sessions: readonly SessionDates[],
  date: CivilDate,
  settings: Pick<WritingSettings, 'plenaryWindowMonths' | 'rolloverFrom'>,
): string | null {
  const byOpening = sessions.toSorted((a, b) => (a.opensOn ?? '').localeCompare(b.opensOn ?? ''))
  const holding = byOpening.findLast(({ opensOn, closesOn, proposalsFrom, proposalsUntil }) => {
    const from = proposalsFrom ?? (opensOn && addMonths(opensOn, -settings.plenaryWindowMonths))
    const until = proposalsUntil ?? closesOn ?? opensOn
    return from !== null && until !== null && from <= date && date <= until
  })
  if (holding) return holding.id
  if (date.slice(5) < settings.rolloverFrom) return null
  return byOpening.find(({ opensOn }) => opensOn !== null && opensOn > date)?.id ?? null
}

/** Whether a body may hand in a proposal on `date`: sectors and groups only while a session sits.
 *  Source: 提案工作条例，界别、委员小组（联组）仅全体会议期间；党派、人民团体、专门委员会全年 */
export function mayHandIn(
  kind: CollectiveKind | null,
  sessions: readonly SessionDates[],
  date: CivilDate,
  settings: Pick<WritingSettings, 'sectorsOnlyInSession'>,
): boolean {
  if ((kind !== 'sector' && kind !== 'group') || !settings.sectorsOnlyInSession) return true
  return sessions.some(({ opensOn, closesOn }) => opensOn !== null && opensOn <= date && date <= (closesOn ?? opensOn))
}
