using Xunit.Abstractions;
using Xunit.Sdk;

namespace Engagement.Tests.Infrastructure;

/// <summary>Takes pictures for docs/screens; found only when bin/screens asks for it, so that normal runs neither run nor skip it.</summary>
[AttributeUsage(AttributeTargets.Method)]
[XunitTestCaseDiscoverer("Engagement.Tests.Infrastructure.ScreensDiscoverer", "Engagement.Tests")]
public sealed class ScreensFactAttribute : FactAttribute
{
    /// <summary>Where the pictures go; null in normal runs.</summary>
    public static string? Folder => Environment.GetEnvironmentVariable("SCREENS");
}

public sealed class ScreensDiscoverer(IMessageSink messages) : IXunitTestCaseDiscoverer
{
    public IEnumerable<IXunitTestCase> Discover(ITestFrameworkDiscoveryOptions discoveryOptions, ITestMethod testMethod, IAttributeInfo factAttribute) =>
        ScreensFactAttribute.Folder is null ? [] : [new XunitTestCase(messages, TestMethodDisplay.ClassAndMethod, TestMethodDisplayOptions.None, testMethod)];
}
