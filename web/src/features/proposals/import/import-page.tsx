import '../error-words.ts'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { committeeRoutes } from '#contract/committees.ts'
import { proposalRoutes } from '#contract/proposals.ts'
import { apiQuery, call } from '../../../shared/api.ts'
import { SelectFilter } from '../../../shared/filters.tsx'
import { ImportWizard } from '../../../shared/import/import-wizard.tsx'
import { OptionList } from '../../../shared/matter/option-list.tsx'
import { Page } from '../../../shared/page.tsx'
import { ordinal } from '../../../shared/words.ts'

type As = 'draft' | 'archive'

const kinds = [
  {
    code: 'archive' as const,
    name: '往年提案，存入档案',
    hint: '已经办完的提案，供查阅和比对，不再办理',
  },
  {
    code: 'draft' as const,
    name: '代委员录入，作为草稿',
    hint: '落到各位委员名下，由本人核对后提交',
  },
]

/** Proposals out of a spreadsheet, for the office. */
export function ProposalImportPage() {
  const terms = useQuery(apiQuery(committeeRoutes.listTerms, {}))
  const [as, setAs] = useState<As>('archive')
  const [pastTermId, setPastTermId] = useState<string>()
  const termId = as === 'archive' ? pastTermId : undefined
  return (
    <Page title="导入提案" back={{ to: '/proposals', label: '提案' }} width="reading">
      <ImportWizard
        key={`${as} ${termId}`}
        measure="件"
        hint={
          <>
            <p>
              每行一件。列的顺序、叫法不必改，至少要有“案由”“提案者”两列；有“提案号”“类别”“提交日期”“情况分析”“具体建议”等列的，会一并读入。
            </p>
            <p>先预览，再导入；有一处错误就一件也不写入。</p>
          </>
        }
        options={
          <>
            <OptionList label="导入成什么" options={kinds} value={as} onChange={setAs} />
            {as === 'archive' && (
              <div className="filters">
                <SelectFilter
                  label="是哪一届的提案"
                  value={pastTermId}
                  onChange={setPastTermId}
                  all="本届"
                  options={(terms.data?.items ?? [])
                    .filter((term) => !term.current)
                    .map((term) => [term.id, `第${ordinal(term.number)}届`])}
                />
              </div>
            )}
          </>
        }
        preview={(files) => call(proposalRoutes.previewProposalImport, { query: { as, termId } }, { files })}
        run={(files, fingerprint) =>
          call(proposalRoutes.importProposals, { query: { as, termId, fingerprint } }, { files })
        }
        done={
          <Link to="/proposals" className="button button-primary">
            看提案列表
          </Link>
        }
      />
    </Page>
  )
}
