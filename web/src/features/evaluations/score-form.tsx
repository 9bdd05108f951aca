import { Input, InputNumber } from 'antd'
import { useId, useState } from 'react'
import type { MutualAppraisal, ScoreItem } from '#contract/mutual-appraisals.ts'
import { mutualAppraisalRoutes } from '#contract/mutual-appraisals.ts'
import { call } from '../../shared/api.ts'
import { Field, StepForm } from '../../shared/matter/step-form.tsx'
import { toast } from '../../shared/toast.tsx'
import { useLeaveGuard } from '../../shared/use-leave-guard.ts'
import { quickPoints } from './quick-points.ts'

/** Points item by item: one press gives the middle of a grade, the field beside it any other. What is typed is not lost. */
export function ScoreForm({ one, done }: { one: MutualAppraisal; done: () => Promise<unknown> }) {
  const items = one.mine === 'proposer' ? one.handlingItems : one.proposalItems
  const before = one.mine === 'proposer' ? one.handlingScore : one.proposalScore
  const [points, setPoints] = useState<Record<string, number>>(before?.points ?? {})
  const [words, setWords] = useState(before?.words ?? '')
  const [changed, setChanged] = useState(false)
  const stay = useLeaveGuard(changed)
  const wordsId = useId()
  const left = items.filter((item) => points[item.code] === undefined)
  const total = items.reduce((sum, item) => sum + (points[item.code] ?? 0), 0)
  const low = left.length === 0 && total < one.lowBelow
  const band = one.bands.find(({ from }) => total >= from)
  const missing = () => {
    if (left.length > 0) return `${left.map((item) => item.name).join('、')}还没有打分`
    if (low && words.trim() === '') return '得分低的请写明原因，好让对方改进'
    return null
  }
  return (
    <StepForm
      submit={before ? '保存修改' : '提交评分'}
      missing={missing}
      onSubmit={async () => {
        const body = { version: before?.version ?? 0, points, words: words.trim() }
        const { revealed } = await call(mutualAppraisalRoutes.giveMutualScore, { params: { id: one.id }, body })
        stay.release()
        setChanged(false)
        toast(revealed ? '评分已提交，双方都已评完，现在公开' : '评分已提交，公开之前还可以改')
        await done()
      }}
    >
      {items.map((item) => (
        <ItemPoints
          key={item.code}
          item={item}
          one={one}
          value={points[item.code]}
          onChange={(value) => {
            setChanged(true)
            setPoints((now) => {
              const { [item.code]: _, ...rest } = now
              return value === null ? rest : { ...rest, [item.code]: value }
            })
          }}
        />
      ))}
      <p className="score-total" aria-live="polite">
        {left.length === 0 ? (
          <>
            合计 <strong>{total}</strong> 分，{band?.name}
          </>
        ) : (
          <span className="faint">{`还有 ${left.length} 项没有打分`}</span>
        )}
      </p>
      <Field
        id={wordsId}
        label={low ? '为什么得分低' : '想说的话（可不填）'}
        hint={
          one.mine === 'proposer'
            ? '写明哪里没有办好、希望怎样办。公开以后对方看得到。'
            : '写明哪里可以完善。公开以后提案者看得到。'
        }
      >
        <Input.TextArea
          id={wordsId}
          value={words}
          maxLength={1000}
          showCount
          autoSize={{ minRows: 3, maxRows: 12 }}
          onChange={(event) => {
            setChanged(true)
            setWords(event.target.value)
          }}
        />
      </Field>
    </StepForm>
  )
}

interface ItemPointsProps {
  item: ScoreItem
  one: Pick<MutualAppraisal, 'bands'>
  value: number | undefined
  onChange: (value: number | null) => void
}

function ItemPoints({ item, one, value, onChange }: ItemPointsProps) {
  const id = useId()
  return (
    <fieldset className="score-item">
      <legend>
        {item.name}
        <span className="faint">{`（满分 ${item.points}）`}</span>
      </legend>
      {item.hint && <p className="field-hint">{item.hint}</p>}
      <div className="score-row">
        {quickPoints(item.points, one.bands).map(({ code, name, points }) => (
          <button
            key={code}
            type="button"
            className="button score-quick"
            aria-pressed={value === points}
            onClick={() => onChange(points)}
          >
            {name}
            <span className="score-quick-points">{`${points} 分`}</span>
          </button>
        ))}
        <span className="score-exact">
          <label htmlFor={id}>{`${item.name}得分`}</label>
          <InputNumber
            id={id}
            min={0}
            max={item.points}
            precision={0}
            inputMode="numeric"
            size="large"
            value={value ?? null}
            onChange={onChange}
          />
        </span>
      </div>
    </fieldset>
  )
}
