import type { Both } from '../base/law.ts'

/** The papers of a precinct inspector: each has a form of its own (`forms.ts`). */
export const paperKinds = [
  'protocol',
  'warning',
  'crimeReport',
  'transfer',
  'demand',
  'demandAct',
  'representation',
  'explanation',
  'inspectionAct',
  'notice',
  'rights',
  'receipt',
] as const
export type PaperKind = (typeof paperKinds)[number]

/** What each is called in a list, and the rule that it rests on. */
export const paperNames: Record<PaperKind, Both & { rule: string }> = {
  protocol: { ru: 'Протокол', kk: 'Хаттама', rule: 'КоАП 803' },
  warning: { ru: 'Постановление о предупреждении', kk: 'Ескерту жасау туралы қаулы', rule: 'КоАП 807' },
  crimeReport: { ru: 'Рапорт о признаках преступления', kk: 'Қылмыс белгілері туралы баянат', rule: 'УПК 184' },
  transfer: { ru: 'Материал по подведомственности', kk: 'Құзыретіне қарай жіберілетін материал', rule: 'КоАП 804' },
  demand: { ru: 'Требование об устранении', kk: 'Бұзушылықты жою туралы талап', rule: 'КоАП 55(5)' },
  demandAct: { ru: 'Акт исполнения требования', kk: 'Талаптың орындалуы туралы акт', rule: 'КоАП 55(5)' },
  representation: { ru: 'Представление', kk: 'Ұсыну', rule: 'КоАП 826' },
  explanation: { ru: 'Объяснение', kk: 'Түсініктеме', rule: 'КоАП 803(2)(6)' },
  inspectionAct: { ru: 'Акт осмотра', kk: 'Қарап-тексеру актісі', rule: 'КоАП 803(2)(7)' },
  notice: { ru: 'Извещение', kk: 'Хабарлама', rule: 'КоАП 743' },
  rights: { ru: 'Разъяснение прав', kk: 'Құқықтарды түсіндіру', rule: 'КоАП 744, 745' },
  receipt: { ru: 'Расписка', kk: 'Қолхат', rule: 'КоАП 803(8)' },
}

/** Papers by which a case of an administrative offence is begun or ended: they have a life after signing (`protocol/life.ts`). */
export const casePapers = ['protocol', 'warning'] as const satisfies readonly PaperKind[]

/** What may be so at the drawing up, and adds lines to a paper. */
export const circumstances = [
  'absent',
  'refusedToSign',
  'refusedToReceive',
  'interpreter',
  'representative',
  'attesting',
  'device',
  'electronic',
  'short',
  'sms',
] as const
export type Circumstance = (typeof circumstances)[number]
