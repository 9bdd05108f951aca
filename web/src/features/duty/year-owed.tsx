import { Link } from '@tanstack/react-router'
import type { DutyLine, DutyYear } from '#contract/duty.ts'
import { ownDutyKinds } from '#contract/duty-kinds.ts'
import type { Score } from '#contract/scoring.ts'
import { StateTag } from '../../shared/matter/state-tag.tsx'
import { Section } from '../../shared/page.tsx'
import { newDraft } from '../proposals/draft/local-copy.ts'
import { DutyTitle } from './duty-line.tsx'
import { kindWord } from './words.ts'
import { dayOfYear } from './year-things.tsx'

type Item = DutyYear['targets'][number]['items'][number]

/** What the committee asks of a year and what is still missing of it; only the member sees how far they have come. */
export function YearOwed(props: { year: DutyYear; needs: Score['preconditions']; running: boolean }) {
  const { year, needs, running } = props
  const lines = new Map(year.chapters.flatMap((one) => one.lines).map((line) => [line.id, line]))
  const missing = needs.filter(({ have, need }) => have < need)
  return (
    <>
      {year.targets.map((set) => {
        const open = set.items.filter((item) => item.done < item.wanted)
        const done = set.items.filter((item) => item.done >= item.wanted)
        return (
          <Section key={set.name} title={`${set.name}：${open.length === 0 ? '都做到了' : `还有 ${open.length} 项`}`}>
            <ul className="duty-targets">
              {open.map((item) => (
                <OpenItem key={item.name} item={item} pending={year.pending} running={running} />
              ))}
            </ul>
            {done.length > 0 && (
              <details className="duty-fulfilled">
                <summary>已做到 {done.length} 项，看是哪几件</summary>
                <ul>
                  {done.map((item) => (
                    <li key={item.name}>
                      <strong>{item.name}</strong> <Acts item={item} lines={lines} />
                    </li>
                  ))}
                </ul>
              </details>
            )}
            <p className="faint">进度只给您本人看，不排名次。</p>
          </Section>
        )
      })}
      {missing.length > 0 && (
        <Section title="考核办法要求先做到的">
          <ul className="duty-targets">
            {missing.map(({ key, name, have, need }) => (
              <li key={key}>
                <strong>{name}</strong>
                <StateTag tone="open">{have > 0 ? `还差 ${need - have} 次` : '还没有'}</StateTag>
              </li>
            ))}
          </ul>
        </Section>
      )}
    </>
  )
}

/** One that is owed: what counts for it, what of it waits, and the way to do it. */
function OpenItem({ item, pending, running }: { item: Item; pending: DutyYear['pending']; running: boolean }) {
  const waiting = pending.filter((one) => item.kinds.includes(one.kind))
  const review = waiting.some((one) => one.state === 'submitted')
  return (
    <li>
      <strong>{item.name}</strong>
      <StateTag tone={review ? 'moving' : 'open'}>
        {review ? '待审核' : item.wanted > 1 ? `已做 ${item.done}/${item.wanted}` : '还没有'}
      </StateTag>
      {waiting.map((one) => (
        <span key={one.id} className="duty-wide">
          <Link to="/duty/records/$id" params={{ id: one.id }}>
            {one.title}
          </Link>
          {one.state === 'submitted' ? ' 正等审核，通过就算做到' : ' 没有通过，改好可以再交'}
        </span>
      ))}
      {!review && <span className="faint duty-wide">算数的：{item.kinds.map(kindWord).join('、')}</span>}
      {!review && running && <Ways kinds={item.kinds} />}
    </li>
  )
}

/** Where one goes to do it: what comes by itself has its own place, the rest is recorded. */
function Ways({ kinds }: { kinds: readonly string[] }) {
  const own = kinds.find((kind) => ownDutyKinds.some((one) => one.kind === kind))
  return (
    <span className="duty-wide duty-ways">
      {kinds.some((kind) => kind.startsWith('proposal.')) && (
        <Link to="/proposals/$id/edit" params={{ id: newDraft }} className="button">
          写提案
        </Link>
      )}
      {own && (
        <Link to="/duty/records/new" search={{ kind: own } as never} className="button">
          做过了，补记
        </Link>
      )}
      {kinds.some((kind) => /^(activity|meeting|speech)[.]/.test(kind)) && (
        <Link to="/activities" className="button">
          看会议活动
        </Link>
      )}
    </span>
  )
}

function Acts({ item, lines }: { item: Item; lines: ReadonlyMap<string, DutyLine> }) {
  const acts = item.entryIds.flatMap((id) => lines.get(id) ?? [])
  return acts.map((line, i) => (
    <span key={line.id}>
      {i > 0 && '；'}
      <DutyTitle line={line} /> <span className="faint">{dayOfYear(line.occurredOn)}</span>
    </span>
  ))
}
