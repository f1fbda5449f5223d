using System.Reflection;
using Engagement.Core;
using Engagement.Core.Accounts;
using Engagement.Core.Common;
using Engagement.Core.Data;
using Engagement.Tests.Infrastructure;

namespace Engagement.Tests.Accounts;

/// <summary>Walks every public method of every service: it takes an actor and refuses the public, or says why anyone may call it.</summary>
public class ServiceRightsTests
{
    public static TheoryData<string> Methods() =>
        [.. CoreSetup.ServiceTypes.SelectMany(t => PublicMethods(t).Select(m => $"{t.FullName}/{m.Name}")).Distinct().Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Methods))]
    public async Task ServiceMethod_ForThePublic_IsForbiddenOrSaysWhyNot(string name)
    {
        await using var test = await TestDb.CreateAsync(DatabaseProvider.Sqlite);
        var type = CoreSetup.ServiceTypes.Single(t => t.FullName == name.Split('/')[0]);
        foreach (var method in PublicMethods(type).Where(m => m.Name == name.Split('/')[1]))
        {
            if (method.GetCustomAttribute<AnyoneMayAttribute>() is { } open)
            {
                open.Why.Length.ShouldBeGreaterThan(20, $"{name} needs a reason that a reader can judge");
                continue;
            }
            method.GetParameters().FirstOrDefault()?.ParameterType.ShouldBe(typeof(Actor), $"{name} must take an Actor first, or be marked [AnyoneMay]");
            (await ErrorOfAsync(method, test)).ShouldBeOfType<Forbidden>($"{name} must refuse the public before anything else");
        }
    }

    private static IEnumerable<MethodInfo> PublicMethods(Type type) =>
        type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly).Where(m => !m.IsSpecialName);

    private static async Task<Error?> ErrorOfAsync(MethodInfo method, TestDb test)
    {
        if (method.IsGenericMethodDefinition) method = method.MakeGenericMethod(method.GetGenericArguments().Select(_ => typeof(object)).ToArray());
        var service = method.IsStatic ? null : typeof(TestDb).GetMethod(nameof(TestDb.Get))!.MakeGenericMethod(method.DeclaringType!).Invoke(test, null);
        var arguments = method.GetParameters().Select((p, i) => i == 0 ? Actor.Anyone : Default(p.ParameterType)).ToArray();
        var answer = method.Invoke(service, arguments);
        if (answer is Task task)
        {
            await task;
            answer = task.GetType().GetProperty("Result")!.GetValue(task);
        }
        else if (answer is not null && answer.GetType() is { IsGenericType: true } t && t.GetGenericTypeDefinition() == typeof(IAsyncEnumerable<>)) return null;
        return (Error?)answer!.GetType().GetProperty("Error")!.GetValue(answer);
    }

    // Reference types are given as null: a method that looks at its input before it looks at the right fails with an exception.
    private static object? Default(Type type) => type.IsValueType ? Activator.CreateInstance(type) : null;
}
