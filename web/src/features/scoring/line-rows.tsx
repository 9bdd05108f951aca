import { useQuery } from '@tanstack/react-query'
import { Input, Select } from 'antd'
import { scoringRoutes } from '#contract/scoring.ts'
import type { SchemeLine } from '#contract/scoring-scheme.ts'
import { apiQuery } from '../../shared/api.ts'
import { freeKey } from './free-key.ts'
import { MatchFields } from './match-fields.tsx'
import { NumberInput, OneSelect, PointsInput } from './point-inputs.tsx'
import { Labelled } from './problems.tsx'
import { matchOf, Rows, type RowsProps } from './rule-rows.tsx'
import { lineWords } from './sentences.ts'
import { measureWords, memberWords, optionsOf } from './words.ts'

const whatWords = { score: '分数低', acts: '次数多（如缺席）', fewActs: '次数少（如提案）' } as const
const withinWords = { year: '一年内', term: '一届内' } as const
type When = SchemeLine['when']

const blankWhen: Record<When['what'], () => When> = {
  score: () => ({ what: 'score', below: 6000, years: 1 }),
  acts: () => ({ what: 'acts', ...matchOf(['meeting.plenary']), attendance: ['absent'], atLeast: 2, within: 'term' }),
  fewActs: () => ({ what: 'fewActs', ...matchOf(['proposal.submitted']), fewerThan: 1, within: 'year', years: 2 }),
}

/** Lines whose crossing is noticed, with those of other places to take over. */
export function LineRows({ scheme, set }: RowsProps) {
  const shipped = useQuery(apiQuery(scoringRoutes.listShippedSchemes, {}))
  const take = (at: number) => {
    const line = shipped.data?.lines[at]?.line
    if (line) set({ lines: [...scheme.lines, { ...line, key: freeKey(scheme.lines, 'line') }] })
  }
  return (
    <Rows
      title="提醒、约谈和劝辞的线"
      about="触到线的只列给机关，由机关按程序办理；不会自己发给委员。"
      place="lines"
      scheme={scheme}
      set={set}
      add="加一条"
      more={
        <Select<number | null>
          aria-label="从各地的线里选"
          placeholder="从各地的线里选"
          value={null}
          size="small"
          popupMatchSelectWidth={false}
          options={(shipped.data?.lines ?? []).map(({ place, line }, value) => ({
            value,
            label: `${place}：${line.name}`,
          }))}
          onChange={(at) => at !== null && take(at)}
        />
      }
      blank={() => ({
        key: freeKey(scheme.lines, 'line'),
        name: '低于 60 分',
        measure: 'talk',
        by: '',
        members: 'all',
        when: blankWhen.score(),
      })}
      row={(one, at, put) => (
        <>
          <Labelled label="名称" at={`${at}.name`}>
            <Input value={one.name} maxLength={80} onChange={(event) => put({ ...one, name: event.target.value })} />
          </Labelled>
          <Labelled label="看什么">
            <OneSelect
              label="看什么"
              value={one.when.what}
              options={optionsOf(whatWords)}
              onChange={(what) => put({ ...one, when: blankWhen[what]() })}
            />
          </Labelled>
          <WhenFields when={one.when} at={`${at}.when`} onChange={(when) => put({ ...one, when })} />
          <Labelled label="怎样处理">
            <OneSelect
              label="怎样处理"
              value={one.measure}
              options={optionsOf(measureWords)}
              onChange={(measure) => put({ ...one, measure })}
            />
          </Labelled>
          <Labelled label="由谁" at={`${at}.by`}>
            <Input value={one.by} maxLength={40} onChange={(event) => put({ ...one, by: event.target.value })} />
          </Labelled>
          <Labelled label="对谁">
            <OneSelect
              label="对谁"
              value={one.members}
              options={optionsOf(memberWords)}
              onChange={(members) => put({ ...one, members })}
            />
          </Labelled>
          <p className="scheme-field wide faint">{lineWords(one)}</p>
        </>
      )}
    />
  )
}

function WhenFields(props: { when: When; at: string; onChange: (when: When) => void }) {
  const { when, at, onChange } = props
  const count = (label: string, key: string, value: number, put: (value: number) => void) => (
    <Labelled label={label} at={`${at}.${key}`}>
      <NumberInput value={value} onChange={put} />
    </Labelled>
  )
  if (when.what === 'score')
    return (
      <>
        <Labelled label="不到几分" at={`${at}.below`}>
          <PointsInput value={when.below} onChange={(below) => onChange({ ...when, below })} />
        </Labelled>
        {count('连续几年', 'years', when.years, (years) => onChange({ ...when, years }))}
      </>
    )
  const within = (
    <Labelled label="多长时间里">
      <OneSelect
        label="多长时间里"
        value={when.within}
        options={optionsOf(withinWords)}
        onChange={(span) => onChange({ ...when, within: span })}
      />
    </Labelled>
  )
  if (when.what === 'acts')
    return (
      <>
        <MatchFields value={when} at={at} onChange={onChange} />
        {within}
        {count('满几次', 'atLeast', when.atLeast, (atLeast) => onChange({ ...when, atLeast }))}
      </>
    )
  return (
    <>
      <MatchFields value={when} at={at} onChange={onChange} />
      {within}
      {count('不足几次', 'fewerThan', when.fewerThan, (fewerThan) => onChange({ ...when, fewerThan }))}
      {when.within === 'year' && count('连续几年', 'years', when.years, (years) => onChange({ ...when, years }))}
    </>
  )
}
