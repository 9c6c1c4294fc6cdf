import { Button, Group, Modal, Radio, TextInput } from '@mantine/core'
import { type FormEvent, useId, useState } from 'react'
import type { ReportView } from '../../src/incident/incident.ts'
import { ApiError, isOffline, post, queries, remove } from '../api.ts'
import { Icon } from '../parts/icon.tsx'
import { useNow } from '../parts/use-now.ts'
import { dayAndTime, texts, useTexts } from '../texts.ts'

const words = texts({
  ru: {
    block: 'Не читать автора',
    title: 'Не читать автора этого сообщения',
    means:
      'Его сообщения больше не читаются в чатах отдела. Если он напишет там об опасности, этого никто не увидит: он может позвонить 102. Уже принятые сообщения остаются.',
    reason: 'Причина',
    reasonHint: 'Видят только сотрудники. Например: ругань, реклама, ложные вызовы.',
    needed: 'Напишите причину: хотя бы три буквы.',
    long: 'На сколько',
    days: { 1: '1 день', 7: '7 дней', 30: '30 дней' },
    cancel: 'Отмена',
    go: 'Не читать',
    until: (at: string) => `автор не читается до ${at}`,
    forGood: 'автор не читается, так решил администратор',
    asked: 'автор сам попросил не читать его дальше',
    again: 'Читать снова',
    offline: 'Нет связи с сервером. Ничего не изменилось, попробуйте ещё раз.',
    staff: 'Это сотрудник отдела: его не читать нельзя.',
    failed: 'Не получилось. Ничего не изменилось, попробуйте ещё раз.',
  },
  kk: {
    block: 'Авторды оқымау',
    title: 'Осы автордың хабарламаларын оқымау',
    means:
      'Оның хабарламалары бөлім чаттарында енді оқылмайды. Ол чатта қауіп туралы жазса, ешкім көрмейді, бірақ 102 нөміріне қоңырау шала алады. Бұрын қабылданған хабарламалары қалады.',
    reason: 'Себебі',
    reasonHint: 'Тек қызметкерлерге көрінеді. Мысалы: балағаттау, жарнама, жалған хабар.',
    needed: 'Себебін жазыңыз: кемінде үш әріп.',
    long: 'Қанша уақытқа',
    days: { 1: '1 күн', 7: '7 күн', 30: '30 күн' },
    cancel: 'Болдырмау',
    go: 'Оқымау',
    until: (at: string) => `автор уақытша оқылмайды, мерзімі: ${at}`,
    forGood: 'автор оқылмайды, әкімші солай шешкен',
    asked: 'автор бұдан былай оқымауды өзі сұраған',
    again: 'Қайта оқу',
    offline: 'Сервермен байланыс жоқ. Ештеңе өзгерген жоқ, қайталап көріңіз.',
    staff: 'Бұл — бөлім қызметкері, оны оқымауға болмайды.',
    failed: 'Болмады. Ештеңе өзгерген жоқ, қайталап көріңіз.',
  },
  en: {
    block: 'Stop reading the author',
    title: 'Stop reading the author of this message',
    means:
      'Their messages are no longer read in the chats of the department. An emergency typed there will not be seen; they can call 102. What was taken up stays.',
    reason: 'Reason',
    reasonHint: 'Seen by staff alone. For example: abuse, advertising, false calls.',
    needed: 'Give a reason: three letters at least.',
    long: 'For how long',
    days: { 1: '1 day', 7: '7 days', 30: '30 days' },
    cancel: 'Cancel',
    go: 'Stop reading',
    until: (at: string) => `the author is not read until ${at}`,
    forGood: 'the author is not read; an administrator decided so',
    asked: 'the author asked not to be read any more',
    again: 'Read again',
    offline: 'The server cannot be reached. Nothing was changed; try again.',
    staff: 'It is an officer of the department, who is always read.',
    failed: 'That did not work. Nothing was changed; try again.',
  },
})

const lengths = [1, 7, 30] as const
const day = 86_400_000
type Message = Pick<ReportView, 'id' | 'blocked' | 'mayBlock'>

const readAnew = () => Promise.all(['incident', 'unsure'].map((key) => queries.invalidateQueries({ queryKey: [key] })))

function useProblem(): (error: unknown) => string {
  const t = useTexts(words)
  return (error) => {
    if (isOffline(error)) return t.offline
    return error instanceof ApiError && error.id === 'staff' ? t.staff : t.failed
  }
}

/** Whether the author of a message is read, and the button that changes it. */
export function AuthorBlock({ message }: { message: Message }) {
  const t = useTexts(words)
  const now = useNow()
  const problemOf = useProblem()
  const [asking, setAsking] = useState(false)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState('')
  const { blocked, mayBlock } = message
  if (!mayBlock) return null
  if (blocked === null || (blocked.until !== null && Date.parse(blocked.until) <= now))
    return (
      <>
        <button type="button" className="reveal" onClick={() => setAsking(true)}>
          <Icon name="close" size={15} />
          {t.block}
        </button>
        <Modal opened={asking} onClose={() => setAsking(false)} title={t.title} centered>
          <BlockForm message={message} close={() => setAsking(false)} />
        </Modal>
      </>
    )
  const again = async () => {
    setBusy(true)
    setProblem('')
    await remove(`/api/blocked/${message.id}`).then(readAnew, (error) => setProblem(problemOf(error)))
    setBusy(false)
  }
  return (
    <>
      <span className="message-direct" role="status">
        <Icon name="close" size={15} />
        {blocked.asked ? t.asked : blocked.until === null ? t.forGood : t.until(dayAndTime(blocked.until))}
      </span>
      {blocked.asked || blocked.until === null ? null : (
        <button type="button" className="reveal" disabled={busy} onClick={() => void again()}>
          <Icon name="undo" size={15} />
          {t.again}
        </button>
      )}
      {problem ? <span role="alert">{problem}</span> : null}
    </>
  )
}

function BlockForm({ message, close }: { message: Message; close: () => void }) {
  const t = useTexts(words)
  const problemOf = useProblem()
  const name = useId()
  const [reason, setReason] = useState('')
  const [days, setDays] = useState<(typeof lengths)[number]>(7)
  const [tried, setTried] = useState(false)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState('')
  const missing = reason.trim().length < 3
  const send = async (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (missing) return
    setBusy(true)
    setProblem('')
    try {
      const until = new Date(Date.now() + days * day).toISOString()
      await post('/api/blocked', { reportId: message.id, reason: reason.trim(), until })
      await readAnew()
      close()
    } catch (error) {
      setProblem(problemOf(error))
      setBusy(false)
    }
  }
  return (
    <form className="form" onSubmit={(event) => void send(event)}>
      <p>{t.means}</p>
      <TextInput
        label={t.reason}
        description={t.reasonHint}
        data-autofocus
        autoComplete="off"
        maxLength={200}
        value={reason}
        error={tried && missing ? t.needed : undefined}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <Radio.Group
        name={name}
        label={t.long}
        value={String(days)}
        onChange={(value) => setDays(lengths.find((one) => String(one) === value) ?? 7)}
      >
        <Group gap="md" mt={6}>
          {lengths.map((one) => (
            <Radio key={one} value={String(one)} label={t.days[one]} />
          ))}
        </Group>
      </Radio.Group>
      <div role="alert">{problem ? <p className="note danger">{problem}</p> : null}</div>
      <div className="sheet-foot still">
        <Button variant="default" onClick={close}>
          {t.cancel}
        </Button>
        <Button type="submit" color="brick" loading={busy} className="grow">
          {t.go}
        </Button>
      </div>
    </form>
  )
}
