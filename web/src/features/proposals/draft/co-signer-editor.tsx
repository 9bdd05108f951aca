import { useMutation } from '@tanstack/react-query'
import { Button } from 'antd'
import { coSigningRoutes } from '#contract/co-signing.ts'
import type { Proposal } from '#contract/proposals.ts'
import { today } from '../../../shared/dates.ts'
import { dateWords } from '../../../shared/matter/due.ts'
import { PersonList } from '../../../shared/matter/person-list.tsx'
import { StateTag } from '../../../shared/matter/state-tag.tsx'
import { toastError } from '../../../shared/toast.tsx'
import { useAct } from '../use-act.ts'
import { coSignerTones, coSignerWords } from '../words.ts'
import { MemberSearch } from './member-search.tsx'

/** Invites members to co-sign, found by name or pinyin, and shows their answers. */
export function CoSignerEditor({ proposal }: { proposal: Proposal | null }) {
  if (proposal?.kind === 'collective') return null
  return (
    <section className="field" aria-labelledby="co-signers-label">
      <p className="field-label" id="co-signers-label">
        联名（可不邀请）
      </p>
      <p className="field-hint">受邀的委员会收到待办，看过内容后答复是否联名。</p>
      {proposal ? <Invitations proposal={proposal} /> : <p className="field-hint">先写几个字，草稿存好后就能邀请。</p>}
    </section>
  )
}

function Invitations({ proposal }: { proposal: Proposal }) {
  const act = useAct()
  const params = { id: proposal.id }
  const invite = useMutation({
    mutationFn: (member: { id: string; name: string }) =>
      act(coSigningRoutes.inviteCoSigners, { params, body: { memberIds: [member.id] } }, `已邀请${member.name}`),
    onError: toastError,
  })
  const takeBack = useMutation({
    mutationFn: (memberId: string) =>
      act(coSigningRoutes.removeCoSigner, { params: { ...params, memberId } }, '已收回邀请'),
    onError: toastError,
  })
  const mayInvite = proposal.actions.includes('invite')
  const taken = [proposal.leadProposer?.memberId, ...proposal.coSigners.map((person) => person.memberId)]
  return (
    <>
      <PersonList
        people={proposal.coSigners.map((person) => ({
          key: person.memberId,
          name: person.name,
          about: person.sector,
          state: <StateTag tone={coSignerTones[person.state]}>{coSignerWords[person.state]}</StateTag>,
          note:
            person.note || (person.state === 'invited' ? `${dateWords(person.expiresOn, today())}前答复` : undefined),
          action: mayInvite && (
            <Button
              type="text"
              disabled={takeBack.isPending}
              aria-label={`收回对${person.name}的邀请`}
              onClick={() => takeBack.mutate(person.memberId)}
            >
              收回
            </Button>
          ),
        }))}
      />
      {mayInvite && (
        <MemberSearch
          taken={taken}
          busy={invite.isPending}
          choose="邀请"
          onChoose={(member) => invite.mutate(member)}
        />
      )}
    </>
  )
}
