import { useQuery } from '@tanstack/react-query'
import { Button, Input } from 'antd'
import { useId, useState } from 'react'
import { type Examination, examinationRoutes, type Recommendation } from '#contract/examination.ts'
import { apiQuery } from '../../../shared/api.ts'
import { today } from '../../../shared/dates.ts'
import { instantWords } from '../../../shared/matter/due.ts'
import { type Option, OptionList } from '../../../shared/matter/option-list.tsx'
import { Field, StepForm } from '../../../shared/matter/step-form.tsx'
import { QueryState } from '../../../shared/query-state.tsx'
import { useAct } from '../use-act.ts'
import { recommendationWords } from '../words.ts'

const recommendations = Object.entries(recommendationWords).map(([code, name]) => ({
  code,
  name,
})) as Option<Recommendation>[]

/** What the examiners recommend so far, step by step, and the viewer's own word. */
export function ExaminationSteps({ id }: { id: string }) {
  const query = useQuery(apiQuery(examinationRoutes.getExamination, { params: { id } }))
  const [speaking, setSpeaking] = useState(false)
  return (
    <QueryState query={query} lines={3} isEmpty={({ steps }) => steps.length === 0} empty={null}>
      {({ desk, steps }) => (
        <section className="examination" aria-label="审查意见">
          {desk && <p className="faint">{`这一类由${desk}审查。`}</p>}
          <ol>
            {steps.map((step) => (
              <OneStep key={step.code} step={step} />
            ))}
          </ol>
          {speaking ? (
            <Speak id={id} steps={steps} onDone={() => setSpeaking(false)} />
          ) : (
            steps.some((step) => step.open) && <Button onClick={() => setSpeaking(true)}>写我的审查意见</Button>
          )}
        </section>
      )}
    </QueryState>
  )
}

type Step = Examination['steps'][number]

function OneStep({ step }: { step: Step }) {
  const current = step.opinions.filter((one) => one.current)
  const missing = step.opinionsNeeded - current.length
  return (
    <li>
      <p>
        <strong>{step.name}</strong>{' '}
        <span className={missing > 0 ? 'examination-missing' : 'faint'}>
          {missing > 0
            ? `还要 ${missing} 位的意见`
            : current.length > 0
              ? `${current.length} 位已提意见`
              : '还没有意见，可以不提'}
        </span>
      </p>
      {step.awaited.length > 0 && (
        <p className="faint">
          {`等${step.awaited.map((one) => (one.deputy ? `${one.name}（不在，由${one.deputy}代）` : one.name)).join('、')}的意见`}
        </p>
      )}
      {step.opinions.map((one) => (
        <p key={`${one.examiner}-${one.wording}-${one.givenAt}`} className={one.current ? undefined : 'faint'}>
          {`${one.examiner}：${recommendationWords[one.recommendation]}`}
          {one.words && `。${one.words}`}
          <span className="faint">
            {`（${one.current ? '' : `对第 ${one.wording} 稿，`}${instantWords(one.givenAt, today())}）`}
          </span>
        </p>
      ))}
    </li>
  )
}

function Speak({ id, steps, onDone }: { id: string; steps: readonly Step[]; onDone: () => void }) {
  const act = useAct([examinationRoutes.getExamination.path])
  const open = steps.filter((step) => step.open)
  const first = open.find((step) => step.opinions.filter((one) => one.current).length < step.opinionsNeeded) ?? open[0]
  const [step, setStep] = useState(first?.code ?? '')
  const [recommendation, setRecommendation] = useState<Recommendation | null>(null)
  const [words, setWords] = useState('')
  const wordsId = useId()
  return (
    <StepForm
      submit="提出意见"
      missing={() => (recommendation ? null : '请选择建议怎样处理')}
      onSubmit={async () => {
        const body = { step, recommendation: recommendation ?? 'register', words: words.trim() }
        await act(examinationRoutes.recommend, { params: { id }, body }, '审查意见已记下')
        onDone()
      }}
    >
      {open.length > 1 && <OptionList label="哪一步" inline options={open} value={step} onChange={setStep} />}
      <OptionList label="建议" inline options={recommendations} value={recommendation} onChange={setRecommendation} />
      <Field id={wordsId} label="意见（可不填）" hint="只在提案委办公室内部看到。">
        <Input.TextArea
          id={wordsId}
          value={words}
          maxLength={1000}
          autoSize={{ minRows: 2, maxRows: 8 }}
          onChange={(event) => setWords(event.target.value)}
        />
      </Field>
    </StepForm>
  )
}
