import { Dropdown } from 'antd'
import type { DutyLine } from '#contract/duty.ts'
import type { DutyChapter } from '#contract/duty-kinds.ts'
import { aboutLine, DutyTitle, LineState } from './duty-line.tsx'
import { kindWord, stepWords } from './words.ts'

/** The lines that one matter brought, in the order they happened. Never empty. */
export type Thing = readonly [DutyLine, ...DutyLine[]]

/** Lines, newest first, as matters: a proposal handed in, registered and chosen is one. */
export function thingsOf(lines: readonly DutyLine[]): Thing[] {
  const things = new Map<string, [DutyLine, ...DutyLine[]]>()
  for (const line of lines) {
    const key = `${line.subjectKind} ${line.subjectId} ${line.subjectKind === 'proposal' ? '' : line.kind}`
    const thing = things.get(key)
    if (thing) thing.unshift(line)
    else things.set(key, [line])
  }
  return [...things.values()]
}

const units: Partial<Record<DutyChapter, string>> = {
  proposals: '件',
  opinions: '条',
  speeches: '篇',
  studies: '项',
  commendations: '项',
  reports: '份',
}
const stayedAway = (line: DutyLine) =>
  line.attendance === 'absent' || line.attendance === 'leave' || line.attendance === 'officialLeave'

/** How many matters, in the unit one counts them by; meetings one stayed away from apart. */
export function countWords(chapter: DutyChapter, things: readonly Thing[]): string {
  const away = things.filter((thing) => thing.every(stayedAway)).length
  const unit = units[chapter] ?? '次'
  return `${things.length - away} ${unit}${away > 0 ? `，没有到会 ${away} 次` : ''}`
}

/** 3月2日: the year stands at the top of the page. */
export const dayOfYear = (civil: string): string => `${Number(civil.slice(5, 7))}月${Number(civil.slice(8, 10))}日`

/** One matter: what it was, its steps, and behind ⋯ what may be done about each of them. */
export function YearThing({ lines, object }: { lines: Thing; object: (line: DutyLine) => void }) {
  const [first] = lines
  const newest = lines.at(-1)!
  const open = lines.filter((line) => line.actions.includes('object'))
  return (
    <li>
      <span className="duty-title">
        <DutyTitle line={newest} />
      </span>
      {open.length > 0 && (
        <Dropdown
          trigger={['click']}
          placement="bottomRight"
          menu={{
            items: open.map((line) => ({
              key: line.id,
              label: `有异议：${stepWords[line.kind] ?? kindWord(line.kind)}（${dayOfYear(line.occurredOn)}）`,
            })),
            onClick: ({ key }) => {
              const line = open.find((one) => one.id === key)
              if (line) object(line)
            },
          }}
        >
          <button type="button" className="plain-button duty-menu" aria-label={`${newest.title}：更多`}>
            ⋯
          </button>
        </Dropdown>
      )}
      <span className="faint duty-about">
        {lines.map((line) => `${dayOfYear(line.occurredOn)}${stepWords[line.kind] ?? kindWord(line.kind)}`).join(' → ')}
        {aboutLine(first) && `，${aboutLine(first)}`}
      </span>
      <span className="duty-states">
        {lines.map((line) => (
          <LineState key={line.id} line={line} />
        ))}
      </span>
    </li>
  )
}
