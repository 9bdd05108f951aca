import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Button, Checkbox } from 'antd'
import { useEffect, useState } from 'react'
import { dutyKindOf } from '#contract/duty-kinds.ts'
import { type Score, scoringRoutes, type TrialEntry, trialEntry } from '#contract/scoring.ts'
import type { ScoringScheme } from '#contract/scoring-scheme.ts'
import { call, errorWords } from '../../shared/api.ts'
import { LinkButton } from '../../shared/link-button.tsx'
import { LimitInput, NumberInput, OneSelect } from './point-inputs.tsx'
import { Labelled } from './problems.tsx'
import { attendanceWords, kindLabel, kindOptions, levelWords, optionsOf, partWords, points, signed } from './words.ts'

const entryOf = (kind: string): TrialEntry => {
  const known = dutyKindOf(kind)
  return {
    kind,
    part: known?.parts[0] ?? 'lead',
    attendance: known?.attendance ? 'present' : null,
    level: null,
    sharers: 1,
    quantity: 1,
    times: 1,
  }
}
const first = ['meeting.plenary', 'proposal.submitted', 'proposal.registered', 'activity.research', 'opinion.submitted']

/** What a member with these entries would get by the scheme as it is typed. */
export function TrialPanel({ scheme }: { scheme: ScoringScheme | null }) {
  const [entries, setEntries] = useState<TrialEntry[]>(() => first.map(entryOf))
  const [standing, setStanding] = useState(false)
  const [judged, setJudged] = useState<Record<string, number>>({})
  const wrong = entries.some((one) => !trialEntry.safeParse(one).success) || Object.values(judged).some(Number.isNaN)
  const asked = useSettled(scheme && !wrong ? { scheme, standing, entries, judged } : null)
  const query = useQuery<Score>({
    queryKey: [scoringRoutes.trySchemeOut.path, asked],
    queryFn: ({ signal }) => call(scoringRoutes.trySchemeOut, { body: asked! }, { signal }),
    enabled: asked !== null,
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
  })
  const put = (at: number, patch: Partial<TrialEntry>) =>
    setEntries(entries.map((one, i) => (i === at ? { ...one, ...patch } : one)))
  const toJudge = scheme?.items.filter(({ way }) => way === 'judged') ?? []
  return (
    <aside className="trial" aria-label="试一试">
      <div className="trial-head" role="status" aria-live="polite">
        <h2>试一试</h2>
        {scheme === null ? (
          <p className="faint">办法改对以后接着算。</p>
        ) : wrong ? (
          <p className="due">次数、人数请填 1 到 100 之间的整数，分数请填数字。</p>
        ) : query.error ? (
          <p className="due">{errorWords(query.error)}</p>
        ) : (
          query.data && (
            <p className="trial-total">
              <strong>{points(query.data.centipoints)}</strong> 分{query.data.grade && `，${query.data.grade}`}
            </p>
          )
        )}
      </div>
      {scheme !== null && !wrong && query.data && <TrialReasons score={query.data} />}
      <h3>一个委员一年里有这些</h3>
      <Checkbox checked={standing} onChange={(event) => setStanding(event.target.checked)}>
        是常委
      </Checkbox>
      <ul className="trial-entries">
        {entries.map((entry, at) => {
          const kind = dutyKindOf(entry.kind)
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows are told apart by their place only
            <li key={at}>
              <span className="trial-kind">
                <OneSelect
                  label="履职记录"
                  value={entry.kind}
                  options={kindOptions}
                  onChange={(next) => put(at, { ...entryOf(next), times: entry.times })}
                />
                <LinkButton decisive onClick={() => setEntries(entries.filter((_, i) => i !== at))}>
                  去掉
                </LinkButton>
              </span>
              <span className="trial-more">
                <NumberInput
                  label={`${kindLabel(entry.kind)}几次`}
                  value={entry.times}
                  suffix="次"
                  onChange={(times) => put(at, { times })}
                />
                {kind?.attendance && (
                  <OneSelect
                    label="出缺席"
                    value={entry.attendance ?? 'present'}
                    options={optionsOf(attendanceWords)}
                    onChange={(attendance) => put(at, { attendance })}
                  />
                )}
                {kind?.parts.includes('coSigner') && (
                  <>
                    <OneSelect
                      label="角色"
                      value={entry.part}
                      options={kind.parts.map((value) => ({ value, label: partWords[value] }))}
                      onChange={(part) =>
                        put(at, { part, sharers: part === 'coSigner' ? Math.max(2, entry.sharers) : entry.sharers })
                      }
                    />
                    <NumberInput
                      label="几人提出"
                      value={entry.sharers}
                      suffix="人"
                      onChange={(sharers) => put(at, { sharers })}
                    />
                  </>
                )}
                {kind?.level && (
                  <OneSelect
                    label="级别"
                    value={entry.level ?? 'none'}
                    options={[{ value: 'none', label: '本级' }, ...optionsOf<string>(levelWords)]}
                    onChange={(level) => put(at, { level: level === 'none' ? null : (level as TrialEntry['level']) })}
                  />
                )}
              </span>
            </li>
          )
        })}
      </ul>
      <Button size="small" onClick={() => setEntries([...entries, entryOf('proposal.registered')])}>
        再加一条
      </Button>
      {toJudge.map((item) => (
        <Labelled key={item.key} label={`${item.name}，机关评`}>
          <LimitInput
            value={judged[item.key] ?? null}
            onChange={(value) => {
              const { [item.key]: _, ...rest } = judged
              setJudged(value === null ? rest : { ...rest, [item.key]: value })
            }}
          />
        </Labelled>
      ))}
    </aside>
  )
}

/** Where the points come from; items without any are only counted. */
function TrialReasons({ score }: { score: Score }) {
  const brought = score.lines.filter(({ centipoints }) => centipoints !== 0)
  const none = score.lines.length - brought.length
  return (
    <div className="trial-result">
      <ul>
        {brought.map((line) => (
          <li key={`${line.what} ${line.key}`}>
            <span>{line.name}</span>
            <span className="nowrap">{signed(line.centipoints)}</span>
            {line.words && <span className="faint">{line.words}</span>}
          </li>
        ))}
      </ul>
      {none > 0 && <p className="faint">其余 {none} 项没有分。</p>}
      {score.preconditions
        .filter(({ have, need }) => have < need)
        .map(({ key, name }) => (
          <p key={key} className="due">
            没有做到：{name}
          </p>
        ))}
      {score.crossed.map(({ key, name }) => (
        <p key={key} className="due">
          触到：{name}
        </p>
      ))}
    </div>
  )
}

/** What was asked once the typing has paused. */
function useSettled<T>(value: T): T {
  const text = JSON.stringify(value)
  const [settled, setSettled] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), 400)
    return () => clearTimeout(timer)
  }, [text])
  return JSON.parse(settled) as T
}
