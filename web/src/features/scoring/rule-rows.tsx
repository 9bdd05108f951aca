import { Button, Checkbox, Input } from 'antd'
import type { ReactNode } from 'react'
import type { ScoringScheme } from '#contract/scoring-scheme.ts'
import { LinkButton } from '../../shared/link-button.tsx'
import { Section } from '../../shared/page.tsx'
import { freeKey } from './free-key.ts'
import { MatchFields } from './match-fields.tsx'
import { LimitInput, NumberInput, OneSelect } from './point-inputs.tsx'
import { Labelled } from './problems.tsx'
import { hasLowerEnd, noLowerEnd } from './sentences.ts'
import { memberWords, optionsOf } from './words.ts'

export interface RowsProps {
  scheme: ScoringScheme
  set: (patch: Partial<ScoringScheme>) => void
}
type Listed = 'groups' | 'preconditions' | 'grades' | 'vetoes' | 'lines'

/** Rows that are added, changed and taken away; what they are is the caller's. */
export function Rows<P extends Listed>(props: {
  title: string
  about: string
  place: P
  scheme: ScoringScheme
  set: RowsProps['set']
  blank: () => ScoringScheme[P][number]
  add: string
  more?: ReactNode
  /** `at`: where the row stands in the scheme. */
  row: (one: ScoringScheme[P][number], at: string, put: (next: ScoringScheme[P][number]) => void) => ReactNode
}) {
  const { title, about, place, scheme, set, blank, add, more, row } = props
  const rows = scheme[place] as ScoringScheme[P][number][]
  const write = (next: ScoringScheme[P][number][]) => set({ [place]: next } as Partial<ScoringScheme>)
  return (
    <Section
      title={title}
      actions={
        <>
          {more}
          <Button size="small" onClick={() => write([...rows, blank()])}>
            {add}
          </Button>
        </>
      }
    >
      {rows.length === 0 && <p className="faint">{about}</p>}
      {rows.map((one, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows are told apart by their place only
        <div key={at} className="scheme-form">
          <div className="scheme-fields">
            {row(one, `${place}.${at}`, (next) => write(rows.map((other, i) => (i === at ? next : other))))}
          </div>
          <LinkButton decisive onClick={() => write(rows.filter((_, i) => i !== at))}>
            去掉
          </LinkButton>
        </div>
      ))}
    </Section>
  )
}

const blankMatch = { attendance: [], levels: [], parts: [], sharing: 'any' } as const
/** A match with nothing chosen but its kinds. */
export const matchOf = (kinds: string[]) =>
  ({ kinds, ...structuredClone(blankMatch) }) as unknown as {
    kinds: string[]
    attendance: []
    levels: []
    parts: []
    sharing: 'any'
  }

export function GroupRows({ scheme, set }: RowsProps) {
  return (
    <Rows
      title="大类"
      about="几个项目合起来有封顶或保底的，设一个大类，再在项目里选它。"
      place="groups"
      scheme={scheme}
      set={set}
      add="加一个大类"
      blank={() => ({ key: freeKey(scheme.groups, 'group'), name: '新的大类', cap: null, floor: null })}
      row={(one, at, put) => (
        <>
          <Labelled label="名称" at={`${at}.name`}>
            <Input value={one.name} maxLength={60} onChange={(event) => put({ ...one, name: event.target.value })} />
          </Labelled>
          <Labelled label="合计最多（不封就空着）" at={`${at}.cap`}>
            <LimitInput value={one.cap} onChange={(cap) => put({ ...one, cap })} />
          </Labelled>
          <Labelled label="合计最少（不保就空着）" at={`${at}.floor`}>
            <LimitInput value={one.floor} onChange={(floor) => put({ ...one, floor })} />
          </Labelled>
        </>
      )}
    />
  )
}

export function GradeRows({ scheme, set }: RowsProps) {
  return (
    <Rows
      title="等次"
      about="不设就不分等次。"
      place="grades"
      scheme={scheme}
      set={set}
      add="加一个等次"
      blank={() => ({ name: `等次${scheme.grades.length + 1}`, from: 0, below: null })}
      row={(one, at, put) => (
        <>
          <Labelled label="名称" at={`${at}.name`}>
            <Input value={one.name} maxLength={20} onChange={(event) => put({ ...one, name: event.target.value })} />
          </Labelled>
          <Labelled label="几分以上（不限就空着）" at={`${at}.from`}>
            <LimitInput
              value={hasLowerEnd(one) ? one.from : null}
              onChange={(from) => put({ ...one, from: from ?? noLowerEnd })}
            />
          </Labelled>
          <Labelled label="不到几分（不限就空着）" at={`${at}.below`}>
            <LimitInput value={one.below} onChange={(below) => put({ ...one, below })} />
          </Labelled>
        </>
      )}
    />
  )
}

const gradeOptions = (scheme: ScoringScheme) => scheme.grades.map(({ name }) => ({ value: name, label: name }))

export function PreconditionRows({ scheme, set }: RowsProps) {
  return (
    <Rows
      title="先要做到的"
      about="像“三个一”：没有做到，分数再高也只评到某一等次。"
      place="preconditions"
      scheme={scheme}
      set={set}
      add="加一条"
      blank={() => ({
        key: freeKey(scheme.preconditions, 'need'),
        name: '参加一次全会',
        members: 'all',
        ...matchOf(['meeting.plenary']),
        atLeast: 1,
        unmetGrade: '',
      })}
      row={(one, at, put) => (
        <>
          <Labelled label="名称" at={`${at}.name`}>
            <Input value={one.name} maxLength={60} onChange={(event) => put({ ...one, name: event.target.value })} />
          </Labelled>
          <MatchFields value={one} at={at} onChange={put} />
          <Labelled label="至少几次" at={`${at}.atLeast`}>
            <NumberInput value={one.atLeast} onChange={(atLeast) => put({ ...one, atLeast })} />
          </Labelled>
          <Labelled label="对谁">
            <OneSelect
              label="对谁"
              value={one.members}
              options={optionsOf(memberWords)}
              onChange={(members) => put({ ...one, members })}
            />
          </Labelled>
          <Labelled label="没有做到，最高评" at={`${at}.unmetGrade`}>
            <OneSelect
              label="没有做到，最高评"
              value={one.unmetGrade}
              options={[{ value: '', label: '只列出来' }, ...gradeOptions(scheme)]}
              onChange={(unmetGrade) => put({ ...one, unmetGrade })}
            />
          </Labelled>
        </>
      )}
    />
  )
}

export function VetoRows({ scheme, set }: RowsProps) {
  if (scheme.grades.length === 0 && scheme.vetoes.length === 0) return null
  return (
    <Rows
      title="一票否决"
      about="有这样的情形，分数再高也评到所写的等次。"
      place="vetoes"
      scheme={scheme}
      set={set}
      add="加一条"
      blank={() => ({
        key: freeKey(scheme.vetoes, 'veto'),
        name: '受到党纪政务处分',
        match: null,
        grade: scheme.grades.at(-1)?.name ?? '',
      })}
      row={(one, at, put) => (
        <>
          <Labelled label="情形" at={`${at}.name`}>
            <Input value={one.name} maxLength={60} onChange={(event) => put({ ...one, name: event.target.value })} />
          </Labelled>
          <Labelled label="评为" at={`${at}.grade`}>
            <OneSelect
              label="评为"
              value={one.grade}
              options={gradeOptions(scheme)}
              onChange={(grade) => put({ ...one, grade })}
            />
          </Labelled>
          <p className="scheme-field wide">
            <Checkbox
              checked={one.match !== null}
              onChange={(event) => put({ ...one, match: event.target.checked ? matchOf(['meeting.plenary']) : null })}
            >
              按履职记录认定（不勾的由机关认定）
            </Checkbox>
          </p>
          {one.match && (
            <MatchFields value={one.match} at={`${at}.match`} onChange={(match) => put({ ...one, match })} />
          )}
        </>
      )}
    />
  )
}
