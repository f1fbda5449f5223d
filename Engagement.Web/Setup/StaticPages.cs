using Microsoft.AspNetCore.Components;

namespace Engagement.Web.Setup;

internal static class StaticPages
{
    /// <summary>
    /// Pages without a circuit need no state handed to one. The framework writes it (more than one KB, and an antiforgery cookie)
    /// unless the endpoint's metadata say that no render mode is configured. That type is internal, hence the reflection;
    /// where it has changed, pages merely stay heavier.
    /// </summary>
    public static void WithoutStateOnStaticPages(this RazorComponentsEndpointConventionBuilder pages) => pages.Finally(page =>
    {
        if (!page.Metadata.OfType<ExcludeFromInteractiveRoutingAttribute>().Any()) return;
        if (page.Metadata.FirstOrDefault(m => m.GetType().Name == "ConfiguredRenderModesMetadata") is not { } modes) return;
        if (modes.GetType().GetConstructor([typeof(IComponentRenderMode[])]) is not { } constructor) return;
        page.Metadata.Remove(modes);
        page.Metadata.Add(constructor.Invoke([Array.Empty<IComponentRenderMode>()]));
    });
}
