import { useState } from 'react'
import { routeUrl } from '#contract/client.ts'
import { type DutyReport, dutyReportRoutes as r } from '#contract/duty-reports.ts'
import { call } from '../../shared/api.ts'
import { LinkButton } from '../../shared/link-button.tsx'
import { Attachments } from '../../shared/matter/attachments.tsx'
import { Section } from '../../shared/page.tsx'
import { toast, toastError } from '../../shared/toast.tsx'
import { ProofButtons } from '../duty/proof-picker.tsx'

/** What hangs on a report: one written elsewhere, as Word or scanned from paper. */
export function ReportFiles({ report, done }: { report: DutyReport; done: () => Promise<unknown> }) {
  const [busy, setBusy] = useState(false)
  const params = { id: report.id }
  const editable = report.actions.includes('attach')
  if (!editable && report.files.length === 0) return null
  const change = async (act: () => Promise<unknown>, words: string) => {
    setBusy(true)
    try {
      await act()
      toast(words)
    } catch (error) {
      toastError(error)
    } finally {
      setBusy(false)
      await done()
    }
  }
  return (
    <Section title="附件">
      {editable && (
        <p className="faint no-print">
          {report.actions.includes('write')
            ? '已经在 Word 里写好、或者写在纸上的，可以把文件或照片附在这里，下面不用再写一遍。'
            : '委员交来的纸质报告，可以把扫描件或照片附在这里，再点“代录”提交。'}
        </p>
      )}
      <Attachments
        files={report.files}
        href={({ fileId }) => routeUrl(r.getDutyReportFile, { params: { ...params, fileId } })}
        action={({ fileId, name }) =>
          editable && (
            <LinkButton
              aria-label={`移去${name}`}
              onClick={() =>
                void change(() => call(r.removeDutyReportFile, { params: { ...params, fileId } }), '已移去')
              }
            >
              移去
            </LinkButton>
          )
        }
      />
      {editable && (
        <ProofButtons
          busy={busy}
          what="附件"
          onPick={(files) =>
            void change(async () => {
              for (const file of files) await call(r.addDutyReportFile, { params }, { files: [file] })
            }, '附件已添加')
          }
        />
      )}
    </Section>
  )
}
