import { Button, Drawer, Modal } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import type { ReactNode } from 'react'
import { createPortal } from 'react-dom'
import { ApiError, isOffline } from '../api.ts'
import { texts, useTexts } from '../texts.ts'
import './administration.css'

const words = texts({
  ru: {
    cancel: 'Отмена',
    offline: 'Нет связи с сервером. Ничего не изменилось, попробуйте ещё раз.',
    fault: 'Не получилось. Ничего не изменилось, попробуйте ещё раз.',
    taken: 'Уже занято. Выберите другое.',
    forbidden: 'Вашей роли это недоступно.',
    gone: 'Этого уже нет: кто-то изменил раньше. Обновите страницу.',
    input: 'Проверьте введённое.',
    last: 'Это последний действующий администратор. Сначала назначьте другого.',
  },
  kk: {
    cancel: 'Болдырмау',
    offline: 'Сервермен байланыс жоқ. Ештеңе өзгерген жоқ, қайталап көріңіз.',
    fault: 'Болмады. Ештеңе өзгерген жоқ, қайталап көріңіз.',
    taken: 'Бос емес. Басқасын таңдаңыз.',
    forbidden: 'Сіздің рөліңізге бұл рұқсат етілмеген.',
    gone: 'Бұл енді жоқ: біреу бұрын өзгерткен. Бетті жаңартыңыз.',
    input: 'Енгізгеніңізді тексеріңіз.',
    last: 'Бұл — жұмыс істеп тұрған соңғы әкімші. Алдымен басқасын тағайындаңыз.',
  },
  en: {
    cancel: 'Cancel',
    offline: 'The server cannot be reached. Nothing was changed; try again.',
    fault: 'That did not work. Nothing was changed; try again.',
    taken: 'Taken already. Choose another.',
    forbidden: 'Your role does not allow this.',
    gone: 'It is not there any more: somebody changed it first. Reload the page.',
    input: 'Check what you typed.',
    last: 'This is the last active administrator. Name another one first.',
  },
})

/** What a refused request means, in the words of the language chosen. */
export function useProblems(): (error: unknown) => string {
  const t = useTexts(words)
  return (error) => {
    if (isOffline(error)) return t.offline
    if (!(error instanceof ApiError)) return t.fault
    if (error.body.refused === 'last-administrator') return t.last
    if (error.id === 'taken') return t.taken
    if (error.status === 404) return t.gone
    if (error.status === 403) return t.forbidden
    return error.status === 400 ? t.input : t.fault
  }
}

/** A form at the side of a wide screen and over the whole of a phone's. */
export function Sheet({
  opened,
  title,
  close,
  children,
}: {
  opened: boolean
  title: string
  close: () => void
  children: ReactNode
}) {
  const phone = useMediaQuery('(max-width: 640px)', undefined, { getInitialValueInEffect: false })
  return (
    <Drawer
      opened={opened}
      onClose={() => {
        // Escape, pressed at a question over the sheet, is meant for the question.
        if (document.querySelectorAll('[role="dialog"]').length < 2) close()
      }}
      position={phone ? 'bottom' : 'right'}
      size={phone ? '100%' : 520}
      title={title}
      classNames={{ body: 'adm-sheet', title: 'adm-sheet-title' }}
      closeButtonProps={{ size: 44, 'aria-label': '×' }}
    >
      {children}
    </Drawer>
  )
}

/** The last line of a form. */
export function SheetFoot({ label, busy, close }: { label: string; busy: boolean; close: () => void }) {
  const t = useTexts(words)
  return (
    <div className="adm-foot">
      <Button variant="default" onClick={close}>
        {t.cancel}
      </Button>
      <Button type="submit" loading={busy} className="grow">
        {label}
      </Button>
    </div>
  )
}

/** Asks once more before what cannot be undone by a click. */
export function Confirm({
  opened,
  title,
  text,
  label,
  busy,
  problem,
  close,
  go,
}: {
  opened: boolean
  title: string
  text: string
  label: string
  busy: boolean
  problem: string
  close: () => void
  go: () => void
}) {
  const t = useTexts(words)
  return (
    <Modal opened={opened} onClose={close} title={title} centered closeButtonProps={{ 'aria-label': '×' }}>
      <div className="adm-stack">
        <p>{text}</p>
        <Problem text={problem} />
        <div className="adm-foot">
          <Button variant="default" onClick={close}>
            {t.cancel}
          </Button>
          <Button color="brick" loading={busy} className="grow" onClick={go}>
            {label}
          </Button>
        </div>
      </div>
    </Modal>
  )
}

export function Problem({ text }: { text: string }) {
  return <div role="alert">{text ? <p className="note danger">{text}</p> : null}</div>
}

/** Shown on paper instead of the page, and nowhere else. */
export function OnPaper({ children }: { children: ReactNode }) {
  return createPortal(<div className="adm-paper">{children}</div>, document.body)
}

export function Bones({ rows = 4 }: { rows?: number }) {
  return (
    <div className="card adm-list" aria-hidden="true">
      {Array.from({ length: rows }, (_, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the rows are all alike.
        <div key={at} className="adm-bone" />
      ))}
    </div>
  )
}
