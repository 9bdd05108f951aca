import { useQuery } from '@tanstack/react-query'
import { Form, Input } from 'antd'
import { type DutyReport, dutyReportRoutes } from '#contract/duty-reports.ts'
import { apiQuery, call } from '../../shared/api.ts'
import { FormDialog } from '../../shared/dialogs.tsx'
import { Skeleton } from '../../shared/query-state.tsx'

interface Values {
  texts: string[]
}

/** 代录: the office hands in what the member gave on paper or by word of mouth; the ledger's part stands there already. */
export function RecordForm(props: { report: DutyReport; onClose: () => void; done: () => Promise<unknown> }) {
  const { report, onClose, done } = props
  const params = { id: report.id }
  const drawn = useQuery(apiQuery(dutyReportRoutes.drawDutyReport, { params }))
  if (drawn.isPending) return <Skeleton lines={4} />
  const begin = report.headings.map(({ heading }) => {
    const of = (parts: readonly { heading: string; text: string }[] | undefined) =>
      parts?.find((part) => part.heading === heading)?.text
    return of(report.parts) ?? of(drawn.data?.parts) ?? ''
  })
  return (
    <FormDialog<Values>
      open
      title={`为${report.name}代录报告`}
      okText="提交"
      initialValues={{ texts: begin }}
      onClose={onClose}
      onOk={async ({ texts }) => {
        const parts = report.headings.map(({ heading }, i) => ({ heading, text: texts[i] ?? '' }))
        await call(dutyReportRoutes.recordDutyReport, { params, body: { version: report.version, parts } })
        await done()
      }}
      fields={report.headings.map(({ heading, hint }, i) => (
        <Form.Item key={heading} name={['texts', i]} label={heading} extra={hint || undefined}>
          <Input.TextArea autoSize={{ minRows: 2, maxRows: 12 }} maxLength={8000} />
        </Form.Item>
      ))}
    >
      <p>
        照委员交来的纸质报告或口述录入；已经附了扫描件的，可以不再录文字。报告和经过里都写明由谁代录；委员可以撤回自己改。
      </p>
    </FormDialog>
  )
}
