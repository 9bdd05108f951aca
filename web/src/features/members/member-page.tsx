import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { type MemberFile, memberRoutes } from '#contract/members.ts'
import { apiQuery } from '../../shared/api.ts'
import { CivilDate } from '../../shared/date-text.tsx'
import { Facts, Page, Section } from '../../shared/page.tsx'
import { QueryState } from '../../shared/query-state.tsx'
import { ChangeCard } from './change-card.tsx'
import { type MemberDialog, MemberDialogs } from './member-dialogs.tsx'
import { MemberHistory } from './member-history.tsx'
import { Delegations, Groups, Memberships, PostsHeld } from './member-service.tsx'
import { sexWords } from './words.ts'
import './members.css'
import { Phone } from '../../shared/phone.tsx'

const back = { to: '/members', label: '委员' }

/** A member's file: who they are, what they serve as, what happened. */
export function MemberPage() {
  const { id } = useParams({ from: '/app/members/$id' })
  const member = useQuery(apiQuery(memberRoutes.getMember, { params: { id } }))
  const [dialog, setDialog] = useState<MemberDialog | null>(null)
  return (
    <Page
      title={member.data?.name ?? '委员'}
      back={back}
      width="reading"
      lead={member.data && <Lead member={member.data} />}
      actions={member.data && <Actions member={member.data} open={setDialog} />}
    >
      <QueryState query={member}>
        {(file) => (
          <>
            {file.pendingChange && <ChangeCard change={file.pendingChange} onFile />}
            <Identity member={file} />
            <Section title="任职">
              <Memberships member={file} />
            </Section>
            <Section title="职务">
              <PostsHeld member={file} open={setDialog} />
            </Section>
            <Section title="界别、专委会与小组">
              <Groups member={file} />
            </Section>
            <Section title="履历">
              <Facts
                items={[
                  ['社会职务', file.socialPosts],
                  ['专长', file.expertise],
                ]}
              />
              {file.career && <p className="preserve career">{file.career}</p>}
            </Section>
            {(file.actions.includes('delegate') || file.delegations.length > 0) && (
              <Section title="代录">
                <Delegations member={file} open={setDialog} />
              </Section>
            )}
            <MemberHistory id={id} />
            <MemberDialogs member={file} dialog={dialog} close={() => setDialog(null)} />
          </>
        )}
      </QueryState>
    </Page>
  )
}

function Lead({ member }: { member: MemberFile }) {
  const sector = member.groups.find((group) => group.kind === 'sector' && group.endsOn === null)
  return (
    <span className="tags">
      <span className={`tag ${member.active ? 'tag-done' : ''}`}>{member.active ? '在任' : '已离任'}</span>
      {member.parties.map((party) => (
        <span key={party} className="tag">
          {party}
        </span>
      ))}
      {sector && <span className="tag">{sector.name}</span>}
    </span>
  )
}

/** The buttons the server says this person has. */
function Actions({ member, open }: { member: MemberFile; open: (dialog: MemberDialog) => void }) {
  const may = (action: MemberFile['actions'][number]) => member.actions.includes(action)
  const params = { id: member.id }
  return (
    <>
      {may('proposeChange') && !member.pendingChange && (
        <Link to="/members/$id/propose" params={params} className="button button-primary">
          申报变更
        </Link>
      )}
      {may('edit') && (
        <Link to="/members/$id/edit" params={params} className="button button-primary">
          修改资料
        </Link>
      )}
      {may('addPost') && <Button onClick={() => open({ kind: 'addPost' })}>任命职务</Button>}
      {may('openAccount') && <Button onClick={() => open({ kind: 'openAccount' })}>开通账号</Button>}
      {may('addMembership') && <Button onClick={() => open({ kind: 'addMembership' })}>新的任职</Button>}
      {may('endMembership') && (
        <Button danger onClick={() => open({ kind: 'endMembership' })}>
          离任
        </Button>
      )}
    </>
  )
}

function Identity({ member }: { member: MemberFile }) {
  const contact = member.actions.includes('seeContact')
  return (
    <>
      <Section title="基本情况">
        <Facts
          items={[
            ['性别', member.sex && sexWords[member.sex]],
            ['民族', member.ethnicity],
            ['出生日期', member.bornOn && <CivilDate value={member.bornOn} far={false} />],
            ['籍贯', member.nativePlace],
            ['学历学位', [member.education, member.degree].filter(Boolean).join('、')],
            ['职称', member.professionalTitle],
            ['工作单位', member.employer],
            ['单位职务', member.employerPost],
            ['委员证号', member.memberNumber],
          ]}
        />
      </Section>
      <Section title="联系方式">
        {contact ? (
          <Facts
            items={[
              ['手机号', member.phone && <Phone key="phone" number={member.phone} />],
              ['电子邮箱', member.email && <a href={`mailto:${member.email}`}>{member.email}</a>],
              ['通信地址', member.address],
            ]}
          />
        ) : (
          <p className="faint">联系方式只给本人和委员联络办看。要联系这名委员，请打电话给政协机关。</p>
        )}
      </Section>
    </>
  )
}
