import { Button, Input } from 'antd'
import { useId } from 'react'
import type { CollectiveKind } from '#contract/proposal-parts.ts'
import type { Proposal } from '#contract/proposals.ts'
import { OptionList } from '../../../shared/matter/option-list.tsx'
import { Field } from '../../../shared/matter/step-form.tsx'
import { collectiveKindWords } from '../words.ts'
import { MemberSearch } from './member-search.tsx'

/** In whose name the office writes: a body's, or a member's whose paper it types in. */
export interface WrittenFor {
  collectiveName: string
  collectiveKind: CollectiveKind
  /** null: not a paper. */
  paperOf: { id: string; name: string } | 'unknown' | null
}

interface ProposerLineProps {
  proposal: Proposal | null
  /** null for a member's own proposal. */
  writtenFor: WrittenFor | null
  onChange: (written: WrittenFor) => void
}

const ways = [
  { code: 'collective' as const, name: '集体提案' },
  { code: 'paper' as const, name: '委员的纸质提案' },
]
const kinds = Object.entries(collectiveKindWords).map(([code, name]) => ({ code: code as CollectiveKind, name }))

/** In whose name: a member's own; the office writes for a body or a member, asked before the first words are saved. */
export function ProposerLine({ proposal, writtenFor, onChange }: ProposerLineProps) {
  const id = useId()
  if (proposal)
    return (
      <p className="draft-proposer">
        {`提案者：${proposal.proposers}`}
        {proposal.onPaper && '（纸质提案，由提案委办公室代录，请把原件扫描成附件）'}
      </p>
    )
  if (writtenFor === null) return null
  const { paperOf } = writtenFor
  return (
    <>
      <OptionList
        label="录入哪一种"
        inline
        options={ways}
        value={paperOf === null ? 'collective' : 'paper'}
        onChange={(way) => onChange({ ...writtenFor, paperOf: way === 'paper' ? 'unknown' : null })}
      />
      {paperOf === null ? (
        <>
          <OptionList
            label="提案单位是"
            inline
            options={kinds}
            value={writtenFor.collectiveKind}
            onChange={(collectiveKind) => onChange({ ...writtenFor, collectiveKind })}
          />
          <Field
            id={id}
            label="提案单位"
            hint="党派、人民团体、专委会写全称；界别、小组限全会期间。先填单位，再写下面的内容。"
          >
            <Input
              id={id}
              value={writtenFor.collectiveName}
              maxLength={60}
              onChange={(event) => onChange({ ...writtenFor, collectiveName: event.target.value })}
            />
          </Field>
        </>
      ) : paperOf === 'unknown' ? (
        <MemberSearch
          taken={[]}
          busy={false}
          choose="选定"
          onChoose={(member) => onChange({ ...writtenFor, paperOf: member })}
        />
      ) : (
        <p className="draft-proposer">
          {`第一提案人：${paperOf.name}　`}
          <Button type="text" onClick={() => onChange({ ...writtenFor, paperOf: 'unknown' })}>
            另选
          </Button>
        </p>
      )}
    </>
  )
}
