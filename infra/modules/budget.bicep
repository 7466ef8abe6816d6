// Tells by mail when the month's costs pass, or are going to pass, what was meant to be spent. It stops nothing.

@description('Name of the budget.')
param name string

@description('Budget of a month, in the currency of the billing account.')
@minValue(1)
param monthlyAmount int

@description('Who is told.')
param email string

@description('First day of the first month; it may not be changed later.')
param startDate string

resource budget 'Microsoft.Consumption/budgets@2024-08-01' = {
  name: name
  properties: {
    category: 'Cost'
    amount: monthlyAmount
    timeGrain: 'Monthly'
    timePeriod: { startDate: startDate }
    notifications: {
      forecast: {
        enabled: true
        operator: 'GreaterThan'
        threshold: 100
        thresholdType: 'Forecasted'
        contactEmails: [email]
      }
      spent: {
        enabled: true
        operator: 'GreaterThan'
        threshold: 80
        thresholdType: 'Actual'
        contactEmails: [email]
      }
    }
  }
}
