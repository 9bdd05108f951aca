import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { accountRoutes } from '#contract/accounts.ts'
import { apiQuery, call } from '../../shared/api.ts'
import { Instant } from '../../shared/date-text.tsx'
import { Section } from '../../shared/page.tsx'
import { QueryState } from '../../shared/query-state.tsx'
import { toast, toastError } from '../../shared/toast.tsx'
import { agentWords } from './agent-words.ts'
import { words } from './words.ts'

/** Where I am signed in; each of the others can be ended. */
export function MyLogins() {
  const client = useQueryClient()
  const logins = useQuery(apiQuery(accountRoutes.listMyLogins, {}))
  const end = useMutation({
    mutationFn: (id: string) => call(accountRoutes.endMyLogin, { params: { id } }),
    async onSuccess() {
      await client.invalidateQueries({ queryKey: [accountRoutes.listMyLogins.path] })
      toast(words.ended)
    },
    onError: toastError,
  })
  return (
    <Section title={words.logins}>
      <p className="faint">{words.loginsLead}</p>
      <QueryState query={logins} lines={3}>
        {({ items }) => (
          <ul className="rows">
            {items.map((login) => (
              <li key={login.id}>
                <div>
                  <strong>{agentWords(login.agent)}</strong>
                  <div className="faint">
                    {login.address}，最近 <Instant value={login.lastSeenAt} />
                  </div>
                </div>
                {login.current ? (
                  <span className="tag tag-done">{words.thisOne}</span>
                ) : (
                  <Button disabled={end.isPending} onClick={() => end.mutate(login.id)}>
                    {words.end}
                  </Button>
                )}
              </li>
            ))}
          </ul>
        )}
      </QueryState>
    </Section>
  )
}
