import { Button, Form, Input, Select } from 'antd'
import { useState } from 'react'
import { type Appraisal, type AppraisedUnit, appraisalRoutes, lookBackOutcome } from '#contract/appraisals.ts'
import { call } from '../../shared/api.ts'
import { DateInput } from '../../shared/date-input.tsx'
import { CivilDate, Instant } from '../../shared/date-text.tsx'
import { today } from '../../shared/dates.ts'
import { FormDialog } from '../../shared/dialogs.tsx'
import { DueDate } from '../../shared/matter/due-date.tsx'
import { StateTag } from '../../shared/matter/state-tag.tsx'
import { Section } from '../../shared/page.tsx'
import { toast } from '../../shared/toast.tsx'
import { MeasuresForm } from './measures-form.tsx'
import { lookBackTones, lookBackWords } from './words.ts'

interface Props {
  one: Appraisal
  done: () => Promise<unknown>
}

/** Which units are to put things right, what they will do by when, and what was found when they were looked back on. */
export function Rectification({ one, done }: Props) {
  const [asking, setAsking] = useState<'rectify' | { lookBack: AppraisedUnit } | { write: AppraisedUnit } | null>(null)
  const units = one.units.filter((unit) => unit.rectifies)
  const mayAsk = one.actions.includes('rectify')
  if (units.length === 0 && !mayAsk) return null
  const close = () => setAsking(null)
  return (
    <Section title="整改" actions={mayAsk && <Button onClick={() => setAsking('rectify')}>要求单位整改</Button>}>
      {one.rectifyBy && (
        <p>
          {one.state === 'rectifying' ? (
            <DueDate on={one.rectifyBy} label="整改期限" />
          ) : (
            <>
              整改期限 <CivilDate value={one.rectifyBy} />
            </>
          )}
        </p>
      )}
      {units.length === 0 && <p className="faint">没有要求哪家单位整改，可以直接归档。</p>}
      {units.map((unit) => (
        <div key={unit.unitId} className="rectifying-unit">
          <h3>
            {unit.name}{' '}
            {unit.lookBack ? (
              <StateTag tone={lookBackTones[unit.lookBack]}>{lookBackWords[unit.lookBack]}</StateTag>
            ) : unit.measuresAt ? (
              <StateTag tone="moving">已写措施</StateTag>
            ) : (
              <StateTag tone="due">还没写措施</StateTag>
            )}
          </h3>
          {unit.measures.length > 0 && (
            <ol className="measure-list">
              {unit.measures.map((measure) => (
                <li key={`${measure.dueOn} ${measure.measure}`}>
                  <span className="preserve">{measure.measure}</span>{' '}
                  <span className="faint">
                    {measure.responsible && `${measure.responsible}，`}
                    <CivilDate value={measure.dueOn} />
                    前完成
                  </span>
                </li>
              ))}
            </ol>
          )}
          {unit.measuresAt && (
            <p className="faint">
              措施写于 <Instant value={unit.measuresAt} />
            </p>
          )}
          {unit.lookBack && (
            <p className="preserve">
              <strong>回头看</strong> {unit.lookedBackOn && <CivilDate value={unit.lookedBackOn} />}：
              {unit.lookBackWords}
            </p>
          )}
          <div className="page-actions no-print">
            {unit.actions.includes('writeMeasures') && (
              <Button type={unit.measuresAt ? 'default' : 'primary'} onClick={() => setAsking({ write: unit })}>
                {unit.measuresAt ? '修改整改措施' : '写整改措施'}
              </Button>
            )}
            {unit.actions.includes('lookBack') && (
              <Button onClick={() => setAsking({ lookBack: unit })}>
                {unit.lookBack ? '修改回头看' : '记录回头看'}
              </Button>
            )}
          </div>
        </div>
      ))}
      {asking === 'rectify' && <RectifyDialog one={one} close={close} done={done} />}
      {typeof asking === 'object' && asking && 'lookBack' in asking && (
        <LookBackDialog one={one} unit={asking.lookBack} close={close} done={done} />
      )}
      {typeof asking === 'object' && asking && 'write' in asking && (
        <MeasuresForm one={one} unit={asking.write} close={close} done={done} />
      )}
    </Section>
  )
}

function RectifyDialog({ one, close, done }: Props & { close: () => void }) {
  return (
    <FormDialog<{ unitIds: string[]; rectifyBy: string }>
      open
      title="要求单位整改"
      okText="发出"
      onClose={close}
      onOk={async (body) => {
        await call(appraisalRoutes.rectifyAppraisal, { params: { id: one.id }, body })
        toast('单位会收到消息，写好措施以后待办里有')
        await done()
      }}
      fields={
        <>
          <Form.Item name="unitIds" label="哪些单位" rules={[{ required: true }]}>
            <Select
              mode="multiple"
              optionFilterProp="label"
              options={one.units.map((unit) => ({ value: unit.unitId, label: unit.name }))}
            />
          </Form.Item>
          <Form.Item name="rectifyBy" label="整改期限" rules={[{ required: true }]}>
            <DateInput min={today()} />
          </Form.Item>
        </>
      }
    />
  )
}

type Outcome = (typeof lookBackOutcome.options)[number]

function LookBackDialog({ one, unit, close, done }: Props & { unit: AppraisedUnit; close: () => void }) {
  return (
    <FormDialog<{ outcome: Outcome; words: string; lookedBackOn: string }>
      open
      title={`回头看：${unit.name}`}
      okText="记下"
      initialValues={{
        outcome: unit.lookBack ?? undefined,
        words: unit.lookBackWords,
        lookedBackOn: unit.lookedBackOn ?? today(),
      }}
      onClose={close}
      onOk={async (values) => {
        const params = { id: one.id, unitId: unit.unitId }
        await call(appraisalRoutes.lookBackOn, { params, body: { version: unit.version, ...values } })
        toast('已记下，单位会收到消息')
        await done()
      }}
      fields={
        <>
          <Form.Item name="outcome" label="整改得怎样" rules={[{ required: true }]}>
            <Select options={lookBackOutcome.options.map((value) => ({ value, label: lookBackWords[value] }))} />
          </Form.Item>
          <Form.Item name="lookedBackOn" label="哪一天看的" rules={[{ required: true }]}>
            <DateInput max={today()} />
          </Form.Item>
          <Form.Item name="words" label="情况" rules={[{ required: true, whitespace: true }]}>
            <Input.TextArea rows={5} maxLength={4000} showCount />
          </Form.Item>
        </>
      }
    />
  )
}
