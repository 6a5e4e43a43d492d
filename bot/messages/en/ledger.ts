export const ledgerTexts = {
  ledger: {
    usage:
      'Please add an address, an enterprise, a category or a department, as in <code>/ledger Xingfuli, house 3</code>, <code>/ledger Old Wang’s Barbecue</code> or <code>/ledger Cleansing</code>.',
    why: (words: string) => `The ledger of <b>${words}</b>. Why do you look? It is kept who did.`,
    purposes: {
      work: 'To deal with what is open',
      visit: 'For a visit',
      supervision: 'Supervision',
      study: 'To study what keeps coming back',
    },
    closed: 'Please send /ledger again.',
    empty: 'Nothing was found.',
    sum: (all: number, open: number, visits: number) =>
      `${all} in all, ${open} open, ${visits} reports from the spot`,
    more: 'Only the newest 1,000 are listed.',
    erased: '(erased by the resident)',
    reopenings: (count: number) => `not solved, said the resident: ${count}`,
    visits: (count: number) => `reports from the spot: ${count}`,
    file: '⬇️ As a table',
    fileIs: (count: number) => `The ledger, ${count} in all. Please keep it safe.`,
    columns: {
      reference: 'Reference',
      writtenAt: 'Reported',
      title: 'Matter',
      place: 'Place',
      category: 'Category',
      department: 'Department',
      state: 'State',
      visits: 'Reports from the spot',
      reopenings: 'Times not solved',
      answer: 'Answer',
      answeredAt: 'Answered',
      closedAt: 'Closed',
    },
  },
};
