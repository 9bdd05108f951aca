import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { committeeRoutes } from '#contract/committees.ts'
import { memberRoutes } from '#contract/members.ts'
import { apiQuery, call } from '../../shared/api.ts'
import { SelectFilter } from '../../shared/filters.tsx'
import { ImportWizard } from '../../shared/import/import-wizard.tsx'
import { Page } from '../../shared/page.tsx'
import { ordinal } from '../../shared/words.ts'

/** Roster files into the register: several are merged into one. */
export function MemberImportPage() {
  const terms = useQuery(apiQuery(committeeRoutes.listTerms, {}))
  const kinds = useQuery(apiQuery(committeeRoutes.listGroupKinds, {}))
  const [termId, setTermId] = useState<string>()
  const [groupKind, setGroupKind] = useState<string>()
  const query = { termId, groupKind }
  return (
    <Page title="导入名单" back={{ to: '/members', label: '委员' }}>
      <ImportWizard
        measure="人"
        hint={
          <>
            <p>
              把手头的委员名单原样选进来就行：列的顺序、叫法不必改，只要有“姓名”一列。几份名单（如界别名单、小组名单、通讯录）可以一起选，会按姓名和单位职务并成一份。
            </p>
            <p>先预览，再导入；有一处错误就一条也不写入。</p>
          </>
        }
        options={
          <div className="filters">
            <SelectFilter
              label="导入到哪一届"
              value={termId}
              onChange={setTermId}
              all="本届"
              options={(terms.data?.items ?? [])
                .filter((term) => !term.current)
                .map((term) => [term.id, `第${ordinal(term.number)}届`])}
            />
            <SelectFilter
              label="名单里的“小组”是"
              value={groupKind}
              onChange={setGroupKind}
              all="街道活动组"
              options={(kinds.data?.items ?? [])
                .filter((kind) => !['sector', 'specialCommittee', 'streetGroup'].includes(kind.code))
                .map((kind) => [kind.code, kind.name])}
            />
          </div>
        }
        preview={(files) => call(memberRoutes.previewMemberImport, { query }, { files })}
        run={(files, fingerprint) => call(memberRoutes.importMembers, { query: { ...query, fingerprint } }, { files })}
        done={
          <Link to="/members" className="button button-primary">
            看委员名单
          </Link>
        }
      />
    </Page>
  )
}
