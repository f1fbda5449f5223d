using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Routing;

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

    /// <summary>Who watches whether the program is up often asks for the head of a page alone; it is answered like the page, without its body.</summary>
    public static RazorComponentsEndpointConventionBuilder WithHeads(this RazorComponentsEndpointConventionBuilder pages)
    {
        pages.Add(page =>
        {
            if (page.Metadata.OfType<HttpMethodMetadata>().LastOrDefault() is { } methods && methods.HttpMethods.Contains("GET"))
                page.Metadata.Add(new HttpMethodMetadata([.. methods.HttpMethods, "HEAD"]));
        });
        return pages;
    }
}
