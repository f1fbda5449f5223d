using System.Reflection;
using Engagement.Core.Data;
using Xunit.Sdk;

namespace Engagement.Tests.Infrastructure;

/// <summary>Runs a theory on SQLite: <c>[Theory, OnSqlite, OnPostgres] public async Task X(DatabaseProvider provider)</c>.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OnSqliteAttribute : DataAttribute
{
    public override IEnumerable<object[]> GetData(MethodInfo testMethod) => [[DatabaseProvider.Sqlite]];
}

/// <summary>Runs a theory on PostgreSQL too; shown as skipped where no server is installed, required in CI.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OnPostgresAttribute : DataAttribute
{
    public OnPostgresAttribute() => Skip = PostgresServer.WhyMissing;

    public override IEnumerable<object[]> GetData(MethodInfo testMethod) => [[DatabaseProvider.Postgres]];
}
