import { Button, Form, Input } from 'antd'
import { type Appraisal, type AppraisedUnit, appraisalRoutes, type Measure } from '#contract/appraisals.ts'
import { call } from '../../shared/api.ts'
import { DateInput } from '../../shared/date-input.tsx'
import { today } from '../../shared/dates.ts'
import { FormDialog } from '../../shared/dialogs.tsx'
import { LinkButton } from '../../shared/link-button.tsx'
import { toast } from '../../shared/toast.tsx'

interface Props {
  one: Appraisal
  unit: AppraisedUnit
  close: () => void
  done: () => Promise<unknown>
}

const atMost = 30

/** Measures one under another, each with its date and who answers for it. */
export function MeasuresForm({ one, unit, close, done }: Props) {
  return (
    <FormDialog<{ measures: Partial<Measure>[] }>
      open
      title="整改措施"
      okText="提交"
      initialValues={{ measures: unit.measures.length > 0 ? unit.measures : [{}] }}
      onClose={close}
      onOk={async ({ measures }) => {
        const body = {
          version: unit.version,
          measures: measures.map(({ measure, dueOn, responsible }) => ({
            measure: measure ?? '',
            dueOn: dueOn ?? '',
            responsible: responsible ?? '',
          })),
        }
        await call(appraisalRoutes.writeMeasures, { params: { id: one.id, unitId: unit.unitId }, body })
        toast('整改措施已提交，回头看之前还可以改')
        await done()
      }}
      fields={
        <Form.List name="measures">
          {(rows, { add, remove }) => (
            <>
              {rows.map((row, i) => (
                <fieldset key={row.key} className="measure-fields">
                  <legend>{`措施 ${i + 1}`}</legend>
                  <Form.Item
                    name={[row.name, 'measure']}
                    label="做什么"
                    rules={[{ required: true, whitespace: true, message: '请写明做什么' }]}
                  >
                    <Input.TextArea autoSize={{ minRows: 2, maxRows: 8 }} maxLength={1000} />
                  </Form.Item>
                  <div className="field-grid">
                    <Form.Item
                      name={[row.name, 'dueOn']}
                      label="哪一天前完成"
                      rules={[{ required: true, message: '请填日期' }]}
                    >
                      <DateInput min={today()} />
                    </Form.Item>
                    <Form.Item name={[row.name, 'responsible']} label="责任人（可不填）">
                      <Input maxLength={100} />
                    </Form.Item>
                  </div>
                  {rows.length > 1 && (
                    <LinkButton decisive onClick={() => remove(row.name)}>{`删去措施 ${i + 1}`}</LinkButton>
                  )}
                </fieldset>
              ))}
              {rows.length < atMost && <Button onClick={() => add({})}>再添一条</Button>}
            </>
          )}
        </Form.List>
      }
    />
  )
}
