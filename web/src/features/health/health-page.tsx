import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { type Health, healthRoutes, type JobQueue } from '#contract/health.ts'
import { apiQuery } from '../../shared/api.ts'
import { Instant } from '../../shared/date-text.tsx'
import { Facts, Page, Section } from '../../shared/page.tsx'
import { QueryState } from '../../shared/query-state.tsx'
import { DataTable } from '../../shared/table.tsx'
import { agoWords, cronWords, findingWords, schedulerWords, sizeWords } from './words.ts'
import './health.css'

/** How often the page looks again while it is open. */
const everyMs = 15_000

/** How the installation does, for who keeps it running. */
export function HealthPage() {
  const health = useQuery({ ...apiQuery(healthRoutes.getHealth, {}), refetchInterval: everyMs })
  return (
    <Page
      title="运行状况"
      lead="后台任务、封存、备份和空间。每 15 秒看一次。"
      actions={<Button onClick={() => void health.refetch()}>现在再看</Button>}
    >
      <QueryState query={health}>{(data) => <State health={data} />}</QueryState>
    </Page>
  )
}

function State({ health }: { health: Health }) {
  const { findings, scheduler, queues, events, backup, database, disk, checkedAt } = health
  return (
    <>
      <div className="findings" role="status">
        {findings.length === 0 && <p className="sheet">一切正常，没有要看的。</p>}
        <ul>
          {findings.map(({ code, weight }) => (
            <li key={code} className={`sheet ${weight === 'wrong' ? 'finding-wrong' : 'finding-look'}`}>
              <span className={`tag ${weight === 'wrong' ? 'tag-due' : ''}`}>
                {weight === 'wrong' ? '要处理' : '请留意'}
              </span>{' '}
              {findingWords[code]}
            </li>
          ))}
        </ul>
      </div>
      <Section title="后台任务">
        <Facts
          items={[
            ['状态', schedulerWords[scheduler.state]],
            ['处理进程', scheduler.connected ? '已连上' : '没有连上'],
            ['上次报时', <Ago key="beat" at={scheduler.lastBeatAt} now={checkedAt} />],
            ['上次巡查', <Ago key="round" at={scheduler.lastRoundAt} now={checkedAt} />],
          ]}
        />
        {queues.length > 0 && <Queues queues={queues} now={checkedAt} />}
      </Section>
      <Section title="操作记录">
        <Facts
          items={[
            ['等着通知的', countWords(events.undelivered, '件')],
            ['等着封存的', countWords(events.unsealed, '条')],
            [
              '最近一次封存',
              events.lastSeal ? (
                <>
                  第 {events.lastSeal.number} 号，{events.lastSeal.events} 条，
                  <Ago at={events.lastSeal.sealedAt} now={checkedAt} />
                </>
              ) : (
                '还没有'
              ),
            ],
          ]}
        />
      </Section>
      <Section title="备份和空间">
        <Facts
          items={[
            [
              '上次备份',
              backup ? (
                <>
                  <Instant value={backup.takenAt} />，{sizeWords(backup.bytes)}
                  {!backup.whole && <span className="due">，有附件缺失或损坏</span>}
                </>
              ) : (
                '没有记录'
              ),
            ],
            ['数据库', `${sizeWords(database.bytes)}（PostgreSQL ${database.version}）`],
            ['磁盘', `还有 ${sizeWords(disk.freeBytes)}，共 ${sizeWords(disk.totalBytes)}`],
          ]}
        />
      </Section>
    </>
  )
}

function Queues({ queues, now }: { queues: readonly JobQueue[]; now: string }) {
  return (
    <div className="health-queues">
      <DataTable
        caption="任务"
        rows={queues}
        rowKey={(queue) => queue.name}
        columns={[
          { key: 'title', title: '任务', render: (queue) => queue.title },
          { key: 'cron', title: '什么时候办', render: (queue) => cronWords(queue.cron) },
          { key: 'waiting', title: '等着的', align: 'right', render: (queue) => queue.waiting },
          { key: 'active', title: '正在办', align: 'right', render: (queue) => queue.active },
          {
            key: 'failed',
            title: '没办成',
            align: 'right',
            render: (queue) => <span className={queue.failed > 0 ? 'due' : undefined}>{queue.failed}</span>,
          },
          { key: 'done', title: '上次办好', render: (queue) => <Ago at={queue.lastDoneAt} now={now} /> },
        ]}
      />
    </div>
  )
}

function Ago({ at, now }: { at: string | null; now: string }) {
  if (at === null) return <span className="faint">还没有</span>
  return agoWords(at, now) ?? <Instant value={at} />
}

/** The count stops above a thousand. */
function countWords(count: number, measure: string): string {
  return count > 1000 ? `1000 多${measure}` : `${count} ${measure}`
}
