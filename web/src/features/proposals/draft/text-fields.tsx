import { useQuery } from '@tanstack/react-query'
import { Button, Input } from 'antd'
import { useId } from 'react'
import { committeeRoutes } from '#contract/committees.ts'
import type { ProposalText } from '#contract/proposals.ts'
import { apiQuery } from '../../../shared/api.ts'
import { OptionList } from '../../../shared/matter/option-list.tsx'
import { Field } from '../../../shared/matter/step-form.tsx'
import { UnitPicker } from '../desk/unit-picker.tsx'
import { analysisLimit, countCharacters } from './checklist.ts'

export const fieldIds = {
  title: 'draft-title',
  analysis: 'draft-analysis',
  suggestions: 'draft-suggestions',
} as const
const unitLimit = 5

interface TitleFieldProps {
  value: string
  limit: number
  onChange: (value: string) => void
}

export function TitleField({ value, limit, onChange }: TitleFieldProps) {
  const count = countCharacters(value)
  const over = count > limit
  return (
    <Field id={fieldIds.title} label="案由" hint="一事一案，写成“关于……的提案”。">
      <Input.TextArea
        id={fieldIds.title}
        className="draft-title"
        value={value}
        autoSize={{ minRows: 1, maxRows: 5 }}
        maxLength={100}
        status={over ? 'error' : undefined}
        aria-invalid={over}
        aria-describedby="draft-title-count"
        onChange={(event) => onChange(event.target.value.replace(/[\r\n]+/g, ''))}
      />
      <p id="draft-title-count" className={over ? 'draft-count over' : 'draft-count'}>
        {over ? `${count} 字，超出 ${count - limit} 字` : `${count} / ${limit} 字`}
      </p>
    </Field>
  )
}

export function AnalysisField({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const count = countCharacters(value)
  const over = count > analysisLimit
  return (
    <Field id={fieldIds.analysis} label="情况分析" hint="基本情况、存在的问题、原因。有数字、有例子更好。">
      <Input.TextArea
        id={fieldIds.analysis}
        value={value}
        autoSize={{ minRows: 8, maxRows: 40 }}
        // Longer than it may be is said, not cut off: what was pasted stays whole.
        status={over ? 'error' : undefined}
        aria-invalid={over}
        aria-describedby="draft-analysis-count"
        onChange={(event) => onChange(event.target.value)}
      />
      <p id="draft-analysis-count" className={over ? 'draft-count over' : 'draft-count'}>
        {over
          ? `${count} 字，最多 ${analysisLimit} 字，超出 ${count - analysisLimit} 字，删短后才能保存`
          : `${count} / ${analysisLimit} 字`}
      </p>
    </Field>
  )
}

interface CategoryFieldProps {
  value: string | null
  categories: readonly { code: string; name: string }[]
  onChange: (value: string | null) => void
}

export function CategoryField({ value, categories, onChange }: CategoryFieldProps) {
  const id = useId()
  return (
    <Field id={id} label="类别（可不选）" hint="立案时由提案委办公室审定。">
      <select
        id={id}
        className="select draft-select"
        value={value ?? ''}
        onChange={(event) => onChange(event.target.value || null)}
      >
        <option value="">先不选</option>
        {categories.map((category) => (
          <option key={category.code} value={category.code}>
            {category.name}
          </option>
        ))}
      </select>
    </Field>
  )
}

/** Up to five units the proposer would have handle it; the office decides. */
export function UnitsField({ value, onChange }: { value: string[]; onChange: (value: string[]) => void }) {
  const units = useQuery(apiQuery(committeeRoutes.listUnits, { query: {} }))
  const nameOf = (id: string) => units.data?.items.find((unit) => unit.id === id)?.name ?? '单位'
  return (
    <section className="field">
      <p className="field-label">建议承办单位（可不选）</p>
      <p className="field-hint">最多五家，实际承办单位在交办时确定。</p>
      <ul className="draft-chosen">
        {value.map((id) => (
          <li key={id}>
            {nameOf(id)}
            <Button
              type="text"
              aria-label={`移去${nameOf(id)}`}
              onClick={() => onChange(value.filter((one) => one !== id))}
            >
              移去
            </Button>
          </li>
        ))}
      </ul>
      {value.length < unitLimit && (
        <details className="draft-fold">
          <summary>{value.length > 0 ? '再选一家' : '选择单位'}</summary>
          <UnitPicker label="查找单位" taken={value} onPick={(unit) => onChange([...value, unit.id])} />
        </details>
      )}
    </section>
  )
}

interface ConsentFieldProps {
  consent: boolean
  note: string
  onChange: (patch: Pick<Partial<ProposalText>, 'publishConsent' | 'publishNote'>) => void
}

const consents = [
  {
    code: 'yes' as const,
    name: '同意公开',
    hint: '提案和答复可以在网站上公开',
  },
  { code: 'no' as const, name: '不宜公开', hint: '只在政协和承办单位之间办理' },
]

export function ConsentField({ consent, note, onChange }: ConsentFieldProps) {
  const id = useId()
  return (
    <>
      <OptionList
        label="是否同意公开"
        options={consents}
        value={consent ? 'yes' : 'no'}
        onChange={(code) => onChange({ publishConsent: code === 'yes' })}
      />
      {!consent && (
        <Field id={id} label="不宜公开的理由">
          <Input.TextArea
            id={id}
            value={note}
            maxLength={200}
            autoSize={{ minRows: 2, maxRows: 5 }}
            onChange={(event) => onChange({ publishNote: event.target.value })}
          />
        </Field>
      )}
    </>
  )
}
