import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { dutyRecordRoutes as r } from '#contract/duty-records.ts'
import { call } from '../../shared/api.ts'
import { download } from '../../shared/download-button.tsx'
import { ImportWizard } from '../../shared/import/import-wizard.tsx'
import { Page } from '../../shared/page.tsx'
import { toastError } from '../../shared/toast.tsx'

/** Tables of duties of many members into the ledger, previewed row by row. */
export function DutyImportPage() {
  return (
    <Page title="从表格导入履职记录" back={{ to: '/duty/records', label: '手工填报' }}>
      <ImportWizard
        measure="条"
        hint={
          <>
            <p>
              一行一条，要有“姓名”“日期”“类别”“事项”四列；“身份”“级别”“组织单位”“说明”“委员证号”可有可无。同名的委员要写委员证号。
            </p>
            <p>
              导入的记录由您审核，直接入账，表格本身存作证明材料。有一处错误就一条也不写入；同样的记录不会重复导入。可以写的类别和各类的身份列在模板里；身份不写的，按第一种记。
            </p>
            <p>
              <Button
                onClick={() => void download(r.getDutyImportTemplate, {}, '履职记录导入模板.xlsx').catch(toastError)}
              >
                下载模板
              </Button>
            </p>
          </>
        }
        preview={(files) => call(r.previewDutyImport, {}, { files })}
        run={(files, fingerprint) => call(r.importDutyRecords, { query: { fingerprint } }, { files })}
        done={
          <Link to={'/duty/ledger'} className="button button-primary">
            看台账
          </Link>
        }
      />
    </Page>
  )
}
