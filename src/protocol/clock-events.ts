import type { Both } from '../base/law.ts'

/** What the law counts from; the names are those of `law/koap-procedure.json`, beside them how people read them. */
const named = {
  offenceCommitted: ['совершено правонарушение', 'құқық бұзушылық жасалды'],
  offenceDetected: ['обнаружено правонарушение', 'құқық бұзушылық анықталды'],
  offenceDetectedAutomatically: ['зафиксировано автоматически', 'автоматты түрде тіркелді'],
  offenceOrOffenderDetected: ['обнаружено правонарушение или лицо', 'құқық бұзушылық не адам анықталды'],
  circumstancesEstablished: ['установлены обстоятельства', 'мән-жайлар анықталды'],
  inspectionFinished: ['окончена проверка', 'тексеру аяқталды'],
  expertConclusionReceived: ['получено заключение', 'қорытынды алынды'],
  offenderEstablished: ['установлено лицо', 'адам анықталды'],
  ecoDamageEstablished: ['установлен размер ущерба', 'залал мөлшері анықталды'],
  rightExplained: ['разъяснено право', 'құқық түсіндірілді'],
  protocolDrawnUp: ['составлен протокол', 'хаттама жасалды'],
  protocolReceivedByPerson: ['лицо получило протокол', 'адам хаттаманы алды'],
  shortPaymentTermExpired: ['истёк срок уплаты 50 %', '50 % төлеу мерзімі өтті'],
  shortDecisionTaken: ['применено сокращённое производство', 'қысқартылған іс жүргізу қолданылды'],
  orderDelivered: ['вручено предписание', 'нұсқама табыс етілді'],
  materialsReceived: ['материалы поступили', 'материалдар келіп түсті'],
  considerTermExpired: ['истёк срок рассмотрения', 'қарау мерзімі өтті'],
  term817Expired: ['истёк срок статьи 817', '817-баптың мерзімі өтті'],
  term897Expired: ['истёк срок статьи 897', '897-баптың мерзімі өтті'],
  personDetained: ['лицо задержано', 'адам ұсталды'],
  activitySuspended: ['приостановлена деятельность', 'қызмет тоқтатыла тұрды'],
  petitionFiled: ['заявлено ходатайство', 'өтінішхат берілді'],
  recusalReceived: ['заявлен отвод', 'қарсылық білдірілді'],
  considerationFinished: ['окончено рассмотрение', 'қарау аяқталды'],
  decisionAnnounced: ['объявлено постановление', 'қаулы жарияланды'],
  decisionCopyHanded: ['вручена копия постановления', 'қаулының көшірмесі табыс етілді'],
  decisionInForce: ['постановление вступило в силу', 'қаулы күшіне енді'],
  typoRequestReceived: ['поступило заявление об описке', 'қатені түзету туралы өтініш түсті'],
  typoRulingIssued: ['вынесено определение об исправлении', 'түзету туралы ұйғарым шығарылды'],
  representationReceived: ['получено представление', 'ұсыну алынды'],
  representationDecisionReceived: ['получено решение по представлению', 'ұсыну бойынша шешім алынды'],
  appealReceivedByIssuer: ['жалоба поступила вынесшему постановление', 'шағым қаулы шығарған органға түсті'],
  appealReceived: ['жалоба поступила вышестоящему органу', 'шағым жоғары тұрған органға түсті'],
  deferralGranted: ['дана отсрочка', 'кейінге қалдыруға рұқсат берілді'],
  instalmentsGranted: ['дана рассрочка', 'бөліп төлеуге рұқсат берілді'],
  newOffenceDetected: ['обнаружено новое правонарушение', 'жаңа құқық бұзушылық анықталды'],
  criminalCaseClosedReceived: ['поступило прекращённое уголовное дело', 'тоқтатылған қылмыстық іс келіп түсті'],
  penaltyExecutionFinished: ['окончено исполнение взыскания', 'жазаны орындау аяқталды'],
} as const satisfies Record<string, readonly [ru: string, kk: string]>

export type CaseEvent = keyof typeof named
export const caseEvents = Object.keys(named) as [CaseEvent, ...CaseEvent[]]

/** The event in words. */
export function eventName(event: CaseEvent): Both {
  const [ru, kk] = named[event]
  return { ru, kk }
}
