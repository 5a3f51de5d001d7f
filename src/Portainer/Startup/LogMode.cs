namespace Portainer.Startup;

/// <summary>How log lines look.</summary>
internal enum LogMode
{
    Pretty,
    NoColor,
    Json,
}
