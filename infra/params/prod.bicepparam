// prod: data services inside a network, three zones, room to grow, 90 days of logs, any second of the last 30 days to go back to.
using '../main.bicep'

param environment = 'prod'
param location = 'westeurope'

param maximumInstances = 100
param alwaysReady = 1
param siteUpdate = 'Recreate'
param zoneRedundant = true
param privateNetworking = true
param cosmosThroughput = 'autoscale'
param cosmosMaxThroughput = 10000
param cosmosBackup = 'continuous'
param hubMaxThroughputUnits = 10
param hubPartitions = 16
param hubRetentionHours = 168
param softDeleteDays = 30
param logRetentionDays = 90
param logDailyQuotaGb = -1
param monthlyBudget = 1500
param budgetStart = '2026-12-01'

// Of the organisation: from the variable group `shared-variables`. With these defaults a plan can be made, and nobody has a role.
param alertEmail = readEnvironmentVariable('ALERT_EMAIL', 'operators@example.com')
param operatorsGroupId = readEnvironmentVariable('OPERATORS_GROUP_ID', '')
param readersGroupId = readEnvironmentVariable('READERS_GROUP_ID', '')
param authAudience = readEnvironmentVariable('AUTH_AUDIENCE', '')
