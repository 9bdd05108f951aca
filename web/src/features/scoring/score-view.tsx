import './scoring.css'
import { Link } from '@tanstack/react-router'
import type { Score, ScoredEntryOfList } from '#contract/scoring.ts'
import { CivilDate } from '../../shared/date-text.tsx'
import { Section } from '../../shared/page.tsx'
import { attendanceWords, kindLabel, levelWords, measureWords, partWords, points, signed } from './words.ts'

/** A score with the reason of every point: each line opens to the entries it comes from, each entry to its source. */
export function ScoreView(props: {
  score: Score
  entries: readonly ScoredEntryOfList[]
  /** The year is not over: what is missing may still come, so no grade is told. */
  running?: boolean
}) {
  const { score, entries, running = false } = props
  const byId = new Map(entries.map((entry) => [entry.id, entry]))
  const unmet = score.preconditions.filter(({ have, need }) => have < need)
  return (
    <>
      <p className="score-total">
        <strong>{points(score.centipoints)}</strong> 分
        {score.grade && !running && <span className="tag">{score.grade}</span>}
        {running && <span className="faint">等次到年终再评</span>}
        {score.unjudged.length > 0 && (
          <span className="faint">还有 {score.unjudged.length} 项由机关评定，没有算进来</span>
        )}
      </p>
      {score.preconditions.length > 0 && (
        <Section title="先要做到的">
          <ul className="score-needs">
            {score.preconditions.map(({ key, name, need, have }) => (
              <li key={key}>
                {have >= need ? '✓' : '○'} {name}
                <span className={have >= need ? 'faint' : 'due'}>
                  {have >= need ? `做到了，${have} 次` : `还差 ${need - have} 次`}
                </span>
              </li>
            ))}
          </ul>
        </Section>
      )}
      <Section title="每一分从哪里来">
        <ul className="score-lines">
          {score.lines.map((line) => {
            const acts = line.acts.flatMap((act) => {
              const entry = byId.get(act.entryId)
              return entry ? [{ entry, centipoints: act.centipoints }] : []
            })
            const head = (
              <>
                <span className="score-name">{line.name}</span>
                <span className="score-points">{signed(line.centipoints)}</span>
                <span className="faint score-words">{line.words}</span>
              </>
            )
            return (
              <li key={`${line.what} ${line.key}`}>
                {acts.length === 0 ? (
                  <div className="score-head">{head}</div>
                ) : (
                  <details>
                    <summary className="score-head">
                      {head}
                      <span className="score-open no-print">看这 {acts.length} 条记录</span>
                    </summary>
                    <ul className="score-acts">
                      {acts.map(({ entry, centipoints }) => (
                        <li key={entry.id}>
                          <EntryWords entry={entry} />
                          <span className="nowrap">{centipoints === 0 ? '不另计' : signed(centipoints)}</span>
                        </li>
                      ))}
                    </ul>
                  </details>
                )}
              </li>
            )
          })}
        </ul>
      </Section>
      {score.vetoes.length > 0 && (
        <Section title="一票否决">
          <ul className="scheme-list">
            {score.vetoes.map(({ key, name }) => (
              <li key={key}>{name}</li>
            ))}
          </ul>
        </Section>
      )}
      {score.crossed.length > 0 && (
        <Section title="触到的线">
          <ul className="scheme-list">
            {score.crossed.map(({ key, name, measure, by, words }) => (
              <li key={key}>
                <strong>{name}</strong>：{words}。按办法{by ? `由${by}` : ''}
                {measureWords[measure]}。
              </li>
            ))}
          </ul>
        </Section>
      )}
      {unmet.length === 0 && score.lines.length === 0 && <p className="faint">这一年还没有记录。</p>}
    </>
  )
}

/** Where a source of its own page lies. */
const pages: Record<string, string> = { proposal: '/proposals/$id', activity: '/activities/$id' }

function EntryWords({ entry }: { entry: ScoredEntryOfList }) {
  const to = pages[entry.subjectKind]
  const notes = [
    entry.attendance && attendanceWords[entry.attendance],
    entry.level && levelWords[entry.level],
    entry.part === 'coSigner' && partWords.coSigner,
  ].filter(Boolean)
  return (
    <span>
      {to ? (
        <Link to={to as never} params={{ id: entry.subjectId } as never}>
          {entry.title}
        </Link>
      ) : (
        entry.title
      )}{' '}
      <span className="faint">
        {[kindLabel(entry.kind), ...notes].join('，')}，<CivilDate value={entry.occurredOn} far={false} />
      </span>
    </span>
  )
}
